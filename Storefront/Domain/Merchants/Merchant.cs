namespace Storefront.Domain.Merchants;

/// <summary>A shop on the platform: the tenant. Its number is the API's <c>project_id</c>.</summary>
public sealed class Merchant
{
    public const int DefaultInvitationDays = 7;

    public long Id { get; init; }
    public required string Name { get; set; }

    /// <summary>The sender address of mails. Its domain also ends every Message-ID.</summary>
    public required string SenderAddress { get; set; }

    /// <summary>The reply address of mails, and the contact shown on pages.</summary>
    public required string SupportAddress { get; set; }

    public string Language { get; set; } = "en";
    public string TimeZone { get; set; } = "Europe/Amsterdam";
    public string Country { get; set; } = "NL";

    /// <summary>Two colours as <c>#rrggbb</c>: one for surfaces, one for accents.</summary>
    public string PrimaryColor { get; set; } = "#1f2937";
    public string AccentColor { get; set; } = "#f59e0b";

    /// <summary>The drawn mark of a merchant without a logo: SVG path data in a box of 64 by 64.</summary>
    public string LogoPath { get; set; } = "M8 8h48v48H8z";

    /// <summary>The file name of the logo, derived from its content, and its size in pixels; null where the drawn mark is used.</summary>
    public string? LogoFile { get; set; }
    public int LogoWidth { get; set; }
    public int LogoHeight { get; set; }

    public Corners Corners { get; set; } = Corners.Soft;

    /// <summary>The merchant's tagline, shown under its name on the front page.</summary>
    public string? Tagline { get; set; }

    /// <summary>The merchant's welcome, shown to those who sign in or open an account.</summary>
    public string? Welcome { get; set; }

    /// <summary>The merchant's own pages, linked at the foot of every page: the shop itself, help, imprint and privacy.</summary>
    public string? ShopUrl { get; set; }
    public string? HelpUrl { get; set; }
    public string? ImprintUrl { get; set; }
    public string? PrivacyUrl { get; set; }

    /// <summary>How long an invitation is valid, in days, 1 to 30.</summary>
    public int InvitationDays { get; set; } = DefaultInvitationDays;

    /// <summary>Whether anybody may register. If not, only an invitation opens an account.</summary>
    public bool AllowsRegistration { get; set; } = true;

    /// <summary>Whether customers came with password hashes of another system; it stays once one did.</summary>
    public bool HasImportedPasswords { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SuspendedAt { get; set; }
    public ICollection<MerchantHost> Hosts { get; init; } = [];

    /// <summary>The host of every link; null while the merchant has none.</summary>
    public string? PrimaryHost => Hosts.FirstOrDefault(host => host.IsPrimary)?.Host;

    /// <summary>A copy with another brand, to look at before it is saved.</summary>
    public Merchant WithBrand(string name, string primary, string accent)
    {
        var copy = (Merchant)MemberwiseClone();
        (copy.Name, copy.PrimaryColor, copy.AccentColor) = (name, primary, accent);
        return copy;
    }
}
