using System.Globalization;
using Storefront.Features.Merchants.Settings;

namespace Storefront.Admin.Settings;

/// <summary>A shop's settings while they are edited.</summary>
public sealed class SettingsForm
{
    private const string Open = "open";
    private const string Closed = "closed";

    public string? Language { get; set; }
    public string? TimeZone { get; set; }
    public string? Registration { get; set; }
    public string? Days { get; set; }
    public string? SupportEmail { get; set; }
    public string? Welcome { get; set; }
    public string? ShopUrl { get; set; }
    public string? HelpUrl { get; set; }
    public string? ImprintUrl { get; set; }
    public string? PrivacyUrl { get; set; }
    public string? Version { get; private init; }

    public static SettingsForm Of(ShopSettings settings) => new()
    {
        Language = settings.Language,
        TimeZone = settings.TimeZone,
        Registration = settings.AllowsRegistration ? Open : Closed,
        Days = settings.InvitationDays.ToString(CultureInfo.InvariantCulture),
        SupportEmail = settings.SupportEmail,
        Welcome = settings.Welcome,
        ShopUrl = settings.ShopUrl,
        HelpUrl = settings.HelpUrl,
        ImprintUrl = settings.ImprintUrl,
        PrivacyUrl = settings.PrivacyUrl,
        Version = settings.Version,
    };

    /// <summary>The stored settings as they are now, with what was changed in this form since it showed the former: nobody's change is
    /// lost.</summary>
    public SettingsForm Onto(ShopSettings former, ShopSettings now)
    {
        var (shown, merged) = (Of(former), Of(now));
        merged.Language = Language == shown.Language ? merged.Language : Language;
        merged.TimeZone = TimeZone == shown.TimeZone ? merged.TimeZone : TimeZone;
        merged.Registration = Registration == shown.Registration ? merged.Registration : Registration;
        merged.Days = Days == shown.Days ? merged.Days : Days;
        merged.SupportEmail = SupportEmail == shown.SupportEmail ? merged.SupportEmail : SupportEmail;
        merged.Welcome = Welcome == shown.Welcome ? merged.Welcome : Welcome;
        merged.ShopUrl = ShopUrl == shown.ShopUrl ? merged.ShopUrl : ShopUrl;
        merged.HelpUrl = HelpUrl == shown.HelpUrl ? merged.HelpUrl : HelpUrl;
        merged.ImprintUrl = ImprintUrl == shown.ImprintUrl ? merged.ImprintUrl : ImprintUrl;
        merged.PrivacyUrl = PrivacyUrl == shown.PrivacyUrl ? merged.PrivacyUrl : PrivacyUrl;
        return merged;
    }

    /// <summary>The request as the API takes it; an emptied field is removed.</summary>
    public UpdateShopRequest ToRequest() => new()
    {
        Language = Language,
        TimeZone = TimeZone,
        AllowsRegistration = Registration == Open,
        InvitationDays = int.TryParse(Days, CultureInfo.InvariantCulture, out var days) ? days : 0,
        SupportEmail = SupportEmail ?? "",
        Welcome = Welcome ?? "",
        ShopUrl = ShopUrl ?? "",
        HelpUrl = HelpUrl ?? "",
        ImprintUrl = ImprintUrl ?? "",
        PrivacyUrl = PrivacyUrl ?? "",
        Version = Version,
    };
}
