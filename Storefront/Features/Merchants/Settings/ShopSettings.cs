namespace Storefront.Features.Merchants.Settings;

/// <summary>A shop's settings as its merchant sees them.</summary>
public sealed record ShopSettings
{
    internal const string Support = "support";

    public required long Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The host of every link; null while the shop has none.</summary>
    public required string? Host { get; init; }

    /// <summary>The sender of its mails; only the operator changes it.</summary>
    public required string SenderEmail { get; init; }
    public required string SupportEmail { get; init; }
    public required string Language { get; init; }
    public required string TimeZone { get; init; }

    /// <summary>Whose tax law keeps the orders; only the operator changes it.</summary>
    public required string Country { get; init; }
    public required bool AllowsRegistration { get; init; }
    public required int InvitationDays { get; init; }
    public required string? Welcome { get; init; }
    public required string? ShopUrl { get; init; }
    public required string? HelpUrl { get; init; }
    public required string? ImprintUrl { get; init; }
    public required string? PrivacyUrl { get; init; }

    /// <summary>Names these values: a change that names it is refused when somebody else has changed them meanwhile.</summary>
    public required string Version { get; init; }

    public static ShopSettings Of(Merchant merchant) => new()
    {
        Id = merchant.Id,
        Name = merchant.Name,
        Host = merchant.PrimaryHost,
        SenderEmail = merchant.SenderAddress,
        SupportEmail = merchant.SupportAddress,
        Language = merchant.Language,
        TimeZone = merchant.TimeZone,
        Country = merchant.Country,
        AllowsRegistration = merchant.AllowsRegistration,
        InvitationDays = merchant.InvitationDays,
        Welcome = merchant.Welcome,
        ShopUrl = merchant.ShopUrl,
        HelpUrl = merchant.HelpUrl,
        ImprintUrl = merchant.ImprintUrl,
        PrivacyUrl = merchant.PrivacyUrl,
        Version = MerchantChanges.VersionOf(Compared(merchant)),
    };

    /// <summary>The settings as the audit names them.</summary>
    internal static IReadOnlyList<(string Name, string? Value)> Compared(Merchant merchant) =>
    [
        ("language", merchant.Language), ("time zone", merchant.TimeZone), ("country", merchant.Country),
        ("registration", merchant.AllowsRegistration ? "open" : "closed"), ("invitation days", $"{merchant.InvitationDays}"),
        (Support, merchant.SupportAddress), ("welcome", merchant.Welcome), ("shop", merchant.ShopUrl), ("help", merchant.HelpUrl),
        ("imprint", merchant.ImprintUrl), ("privacy", merchant.PrivacyUrl),
    ];
}

/// <summary>An answer with a shop's settings.</summary>
public sealed record ShopSettingsData(ShopSettings Shop);
