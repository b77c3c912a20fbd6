using System.Globalization;
using System.Text.Json.Serialization;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Changes a shop's settings. What is not named stays unchanged. Visitors see the change within seconds.</summary>
public sealed class UpdateShop(MerchantChanges changes)
{
    public static readonly Ability Needs = Ability.ManageShop;

    private const int LongestWelcome = 160;
    private const int LongestLink = 1000;
    private const int MostDays = 30;

    public async Task<Result<ShopSettings>> RunAsync(Caller caller, UpdateShopRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (Check(request, out var texts) is { } unfit)
        {
            return unfit;
        }

        var saved = await changes.SaveAsync(caller, request.Version, "merchant.settings_changed", ShopSettings.Compared, merchant =>
        {
            (merchant.Language, merchant.TimeZone, merchant.Country) =
                (request.Language ?? merchant.Language, request.TimeZone ?? merchant.TimeZone, request.Country ?? merchant.Country);
            (merchant.AllowsRegistration, merchant.InvitationDays) =
                (request.AllowsRegistration ?? merchant.AllowsRegistration, request.InvitationDays ?? merchant.InvitationDays);
            merchant.SupportAddress = texts.Support ?? merchant.SupportAddress;
            merchant.Welcome = request.Welcome is null ? merchant.Welcome : texts.Welcome;
            merchant.ShopUrl = request.ShopUrl is null ? merchant.ShopUrl : texts.ShopUrl;
            merchant.HelpUrl = request.HelpUrl is null ? merchant.HelpUrl : texts.HelpUrl;
            merchant.ImprintUrl = request.ImprintUrl is null ? merchant.ImprintUrl : texts.ImprintUrl;
            merchant.PrivacyUrl = request.PrivacyUrl is null ? merchant.PrivacyUrl : texts.PrivacyUrl;
            return Task.CompletedTask;
        }, ct);
        return saved.Refusal is { } refusal ? refusal : ShopSettings.Of(saved.Value);
    }

    private static Refusal? Check(UpdateShopRequest request, out CheckedTexts texts)
    {
        var problems = new FieldProblems();
        problems.Add("language", Languages.Check(request.Language));
        problems.Add(
            "time_zone",
            request.TimeZone is null || MerchantTimeZone.IsKnown(request.TimeZone) ? null : "Name a time zone such as Europe/Amsterdam.");
        problems.Add("country", request.Country is null || IsCountry(request.Country) ? null : "Name a country by two letters such as NL.");
        problems.Add(
            "invitation_days", request.InvitationDays is null or (>= 1 and <= MostDays) ? null : new Sentence("Choose between 1 and {0}.", MostDays));
        EmailAddress? support = null;
        if (request.SupportEmail is not null)
        {
            problems.Add("support_email", EmailAddress.Check(request.SupportEmail, out var address));
            support = address;
        }

        problems.Add("welcome", TextRules.CheckOptionalLine(request.Welcome, LongestWelcome, out var welcome));
        problems.Add("shop_url", HttpsLink.Check(request.ShopUrl, LongestLink, out var shop));
        problems.Add("help_url", HttpsLink.Check(request.HelpUrl, LongestLink, out var help));
        problems.Add("imprint_url", HttpsLink.Check(request.ImprintUrl, LongestLink, out var imprint));
        problems.Add("privacy_url", HttpsLink.Check(request.PrivacyUrl, LongestLink, out var privacy));
        problems.Add("version", MerchantChanges.CheckVersion(request.Version));
        texts = new(support?.Text, welcome, shop, help, imprint, privacy);
        return problems.ToRefusal();
    }

    private static bool IsCountry(string code) =>
        CultureInfo.GetCultures(CultureTypes.SpecificCultures).Any(culture => new RegionInfo(culture.Name).TwoLetterISORegionName == code);

    private sealed record CheckedTexts(
        string? Support, string? Welcome, string? ShopUrl, string? HelpUrl, string? ImprintUrl, string? PrivacyUrl);
}

/// <summary>What changes about a shop; an absent field stays as it is, and an empty text or link is removed.</summary>
public sealed class UpdateShopRequest
{
    /// <summary>What pages and mails speak unless a shopper chose.</summary>
    public string? Language { get; init; }

    /// <summary>A name of the IANA database, for example <c>Europe/Amsterdam</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether anybody may open an account, or only who is invited.</summary>
    public bool? AllowsRegistration { get; init; }

    /// <summary>How many days an invitation is valid, 1 to 30.</summary>
    public int? InvitationDays { get; init; }

    /// <summary>Where replies to its mails go, shown on pages.</summary>
    public string? SupportEmail { get; init; }

    /// <summary>A line for those who sign in or open an account, at most 160 characters.</summary>
    public string? Welcome { get; init; }

    /// <summary>The shop itself, https.</summary>
    public string? ShopUrl { get; init; }

    /// <summary>The shop's help, https.</summary>
    public string? HelpUrl { get; init; }

    /// <summary>The shop's imprint, https.</summary>
    public string? ImprintUrl { get; init; }

    /// <summary>The shop's privacy policy, https.</summary>
    public string? PrivacyUrl { get; init; }

    /// <summary>The version that was read; the change is refused when somebody else was faster. Without it nothing is compared.</summary>
    public string? Version { get; init; }

    /// <summary>Whose tax law keeps the orders; only the operator sets it, because the retention of orders follows from it.</summary>
    [JsonIgnore]
    public string? Country { get; init; }
}
