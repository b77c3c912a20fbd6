using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Storefront.Platform.Texts;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>Every sentence for shoppers exists in every language, and no translation is unused.</summary>
public sealed partial class TranslationTests
{
    // Types whose sentences no shopper reads: answers of the API to a merchant's program, and the operator's console, are always English.
    private static readonly string[] ForMachinesAndOperators =
    [
        "ApiErrors", "StrictJson", "ValidatedInvitation", "UpdateShop", "InvitationFilter", "ReminderRules", "CorrectInvitation", "ListSuppressions",
        "ListOrders", "OrderErrors", "AddMerchant", "MerchantErrors", "HostErrors", "HostOwnership", "MoveHost", "HostCommands",
         "MailDomainErrors", "CreateMerchantToken", "RotateMerchantToken", "AbilitySet",
        "HostName", "ReceiptErrors", "ListDeletions", "IdempotencyErrors", "ValidatedOrder", "OrderSums", "WireWord", "Percentage", "HttpsLink",
        "BatchPages", "BulkErrors", "BulkOptions", "CsvErrors", "CsvFileReader", "ColumnMapping", "ImportWarnings",
        "Money", "ListShopOrders", "ListCustomers", "CustomerErrors", "UpdateCustomer", "Metadata",
        "WebhookUrl", "WebhookEventSet", "WebhookErrors", "WebhookPage", "UpdateWebhook", "RecoverDeliveries",
        "ImportedHashErrors",
        "UpdateBrand", "ReadOverview", "ListMerchantTokens", "BrandColor", "LogoFile", "LogoRefusedException", "GallerySample",
    ];

    // English because no merchant is involved, or because only the API returns these refusals of a feature that shoppers use too.
    private static readonly string[] English =
    [
        "There is no shop at this address",
        "Check the address, or ask the shop for its link.",
        "This address already has a customer account.",
        "This address has been invited and has not accepted yet. Mail it again with customers/invitations/resend.",
        "This address was invited and has declined. Mail it again with customers/invitations/resend.",
        "This address has declined, has no mailbox, or was suppressed. Allow it again with customers/suppressions/remove.",
        "The invitation goes to this address already. Mail it again with customers/invitations/resend.",
        "Somebody has registered with this address, and keeps it.",
        "This invitation has been mailed again too often for now. Try again later.",
        "This shop has no address on the web yet, so no link can be mailed.",
        "There is no such customer or invitation.",
        "This customer has accepted already.",
        "Name a customer or an invitation.",
    ];

    // Words that are spelled as in English. Any other equal text is an untranslated one.
    private static readonly Dictionary<string, string[]> SpelledAlike = new()
    {
        ["nl"] =
        [
            "Account", "Cyprus", "Finland", "Logo", "Malta", "Passkey", "Passkeys", "Plan", "Portugal", "Postcode", "Status", "Tokens", "Webhooks",
            "{0}: {1}",
        ],
        ["de"] = ["Logo", "Malta", "Name", "Passkey", "Passkeys", "Plan", "Portugal", "Status", "Tokens", "Webhooks", "{0}: {1}"],
        ["fr"] = ["Article", "Date", "France", "Logo", "Luxembourg", "Page {0}", "Pages", "Plan", "Portugal", "Total", "Webhooks", "{0} invitations"],
    };

    // How a shop addresses its customers: je and not u, Sie and not du, vous and not tu.
    private static readonly Dictionary<string, Regex> WrongAddress = new()
    {
        ["nl"] = Formal(),
        ["de"] = FamiliarGerman(),
        ["fr"] = FamiliarFrench(),
    };

    private static readonly string[] ForShoppers = [.. SentencesInCode.All
        .Where(sentence => sentence.Any(by => !ForMachinesAndOperators.Contains(by))).Select(sentence => sentence.Key)
        .Concat(Countries.Names.Values).Except(English)];

    public static TheoryData<string> Translated => [.. Languages.All.Except(["en"])];

    [Theory, MemberData(nameof(Translated))]
    public void Every_sentence_for_shoppers_is_translated(string language)
    {
        var missing = ForShoppers.Except(Texts(language).Keys).ToList();

        Assert.True(missing.Count == 0, $"Sentences.{language}.resx lacks {missing.Count} sentences. The first is: {missing.FirstOrDefault()}");
    }

    [Fact]
    public void Every_file_of_a_language_is_offered_and_every_language_has_a_file() => Assert.Equal(
        Languages.All.Except([Languages.Default]).Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(Sources.Root, "Storefront", "Platform", "Texts"), "Sentences.*.resx")
            .Select(file => Path.GetFileName(file).Split('.')[1]).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Translated))]
    public void No_translation_is_unused(string language) => Assert.Empty(Texts(language).Keys.Except(ForShoppers));

    [Fact]
    public void Every_exemption_is_still_needed()
    {
        Assert.Empty(English.Except(SentencesInCode.All.Select(sentence => sentence.Key)));
        Assert.Empty(ForMachinesAndOperators.Except(SentencesInCode.All.SelectMany(sentence => sentence)));
    }

    [Theory, MemberData(nameof(Translated))]
    public void A_translation_uses_the_same_values(string language) =>
        Assert.Empty(Texts(language).Where(text => !Values(text.Key).SetEquals(Values(text.Value))).Select(text => text.Key));

    [Theory, MemberData(nameof(Translated))]
    public void No_translation_equals_the_English_by_mistake(string language) =>
        Assert.Equal(
            SpelledAlike[language], Texts(language).Where(text => text.Key == text.Value).Select(text => text.Key).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Translated))]
    public void Every_translation_uses_one_form_of_address(string language) =>
        Assert.DoesNotContain(Texts(language).Values, WrongAddress[language].IsMatch);

    [Theory, MemberData(nameof(Translated))]
    public void A_sentence_ends_as_its_original_does(string language) =>
        Assert.Empty(Texts(language).Where(text => End(text.Key) != End(text.Value)).Select(text => text.Key));

    [Fact]
    public void French_punctuation_and_units_never_begin_a_line() => Assert.DoesNotContain(Texts("fr").Values, BreakBeforePunctuation().IsMatch);

    [Theory]
    [InlineData("nl", "Gebruik minstens 12 tekens.")]
    [InlineData("de", "Verwenden Sie mindestens 12 Zeichen.")]
    [InlineData("fr", "Utilisez au moins 12\u00a0caractères.")]
    public void The_application_finds_its_texts(string language, string expected)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var texts = services.GetRequiredService<IStringLocalizer<Sentences>>();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(expected, texts.Of(new Sentence("Use at least {0} characters.", 12)));
    }

    private static Dictionary<string, string> Texts(string language) =>
        new ResourceManager(typeof(Sentences)).GetResourceSet(CultureInfo.GetCultureInfo(language), true, false)!
        .Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static HashSet<string> Values(string format) => [.. Placeholder().Matches(format).Select(match => match.Value)];

    private static char? End(string text) => text[^1] is '.' or '?' or ':' or ',' ? text[^1] : null;

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\b(u|uw)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Formal();

    [GeneratedRegex(@"\b(du|dich|dir|dein\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FamiliarGerman();

    [GeneratedRegex(@"\b(tu|te|toi|ton|tes)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FamiliarFrench();

    [GeneratedRegex(@" [?!:;»]|« |(\d|\}) (caractères|jours|minutes)")]
    private static partial Regex BreakBeforePunctuation();
}
