namespace Storefront.Domain.Merchants;

/// <summary>A shop on the platform: the tenant. Its number is the <c>project_id</c> of the wire.</summary>
public sealed class Merchant
{
    public const int DefaultInvitationDays = 7;

    public long Id { get; init; }
    public required string Name { get; set; }

    /// <summary>The address mails are sent from; its domain also ends every Message-ID.</summary>
    public required string SenderAddress { get; set; }

    /// <summary>Where a shopper's reply goes, and the contact shown on pages.</summary>
    public required string SupportAddress { get; set; }

    public string Language { get; set; } = "en";
    public string TimeZone { get; set; } = "Europe/Amsterdam";
    public string Country { get; set; } = "NL";

    /// <summary>Two colours as <c>#rrggbb</c>: surfaces of the brand, and what stands out on them.</summary>
    public string PrimaryColor { get; set; } = "#1f2937";
    public string AccentColor { get; set; } = "#f59e0b";

    /// <summary>The mark of a shop that has brought no logo: SVG path data in a box of 64 by 64, drawn by us.</summary>
    public string LogoPath { get; set; } = "M8 8h48v48H8z";

    /// <summary>The name of the logo's file, made from its content, and its size in pixels; null where the mark stands for it.</summary>
    public string? LogoFile { get; set; }
    public int LogoWidth { get; set; }
    public int LogoHeight { get; set; }

    public Corners Corners { get; set; } = Corners.Soft;

    /// <summary>The shop in a sentence of its own, shown under its name on the front page.</summary>
    public string? Tagline { get; set; }

    /// <summary>How long an invitation lives, in days, 1 to 30.</summary>
    public int InvitationDays { get; set; } = DefaultInvitationDays;

    /// <summary>Whether anybody may open an account; where not, accounts come by invitation alone.</summary>
    public bool AllowsRegistration { get; set; } = true;

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SuspendedAt { get; set; }
    public ICollection<MerchantHost> Hosts { get; init; } = [];

    /// <summary>The host every link is built on; null while the merchant has none.</summary>
    public string? PrimaryHost => Hosts.FirstOrDefault(host => host.IsPrimary)?.Host;
}
