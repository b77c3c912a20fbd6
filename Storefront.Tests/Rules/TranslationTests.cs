using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Storefront.Domain;
using Storefront.Platform.Texts;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>Whatever a shopper may read exists in Dutch, and nothing is translated that nobody says.</summary>
public sealed partial class TranslationTests
{
    // Who says only what no shopper reads: answers of the API to a merchant's program stay English and stable, and so does the operator's console.
    private static readonly string[] ForMachinesAndOperators =
    [
        "ApiErrors", "StrictJson", "Invitee", "ListOrders", "OrderErrors", "AddMerchant", "MerchantErrors", "CreateMerchantToken", "AbilitySet", "HostName",
        "ReceiptErrors", "ListDeletions",
    ];

    // In English because no shop is involved, or because only the API gives these refusals of a feature that shoppers use too.
    private static readonly string[] English =
    [
        "There is no shop at this address",
        "Check the address, or ask the shop for its link.",
        "This address already has a customer account.",
        "This address has been invited and has not accepted yet. Mail it again with customers/invitations/resend.",
        "This shop has no address on the web yet, so no link can be mailed.",
        "There is no such customer or invitation.",
        "This customer has accepted already.",
        "Name a customer or an invitation.",
    ];

    private static readonly Dictionary<string, string> Dutch = new ResourceManager(typeof(Sentences)).GetResourceSet(CultureInfo.GetCultureInfo("nl"), true, false)!
        .Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static readonly string[] ForShoppers = [.. SentencesInCode.All
        .Where(sentence => sentence.Any(by => !ForMachinesAndOperators.Contains(by))).Select(sentence => sentence.Key)
        .Concat(Countries.Names.Values).Except(English)];

    [Fact]
    public void Every_sentence_a_shopper_may_read_is_there_in_Dutch() => Assert.Empty(ForShoppers.Except(Dutch.Keys));

    [Fact]
    public void Nothing_is_translated_that_nobody_says() => Assert.Empty(Dutch.Keys.Except(ForShoppers));

    [Fact]
    public void Every_exemption_is_still_needed()
    {
        Assert.Empty(English.Except(SentencesInCode.All.Select(sentence => sentence.Key)));
        Assert.Empty(ForMachinesAndOperators.Except(SentencesInCode.All.SelectMany(sentence => sentence)));
    }

    [Fact]
    public void A_translation_uses_the_same_values() =>
        Assert.Empty(Dutch.Where(text => !Values(text.Key).SetEquals(Values(text.Value))).Select(text => text.Key));

    [Fact]
    public void Nothing_was_left_in_English_by_mistake() =>
        Assert.Equal(["Account", "Cyprus", "Finland", "Malta", "Portugal", "Postcode", "Status"], Dutch.Where(text => text.Key == text.Value).Select(text => text.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void The_application_finds_the_Dutch_texts()
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var texts = services.GetRequiredService<IStringLocalizer<Sentences>>();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("nl");
        Assert.Equal("Gebruik minstens 12 tekens.", texts.Of(new Sentence("Use at least {0} characters.", 12)));
    }

    private static HashSet<string> Values(string format) => [.. Placeholder().Matches(format).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();
}
