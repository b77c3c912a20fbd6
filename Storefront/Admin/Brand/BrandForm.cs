using Storefront.Features.Merchants.Settings;

namespace Storefront.Admin.Brand;

/// <summary>A brand while it is edited.</summary>
public sealed class BrandForm
{
    public string Name { get; set; } = "";
    public string? Tagline { get; set; }
    public string Primary { get; set; } = "";
    public string Accent { get; set; } = "";
    public string? Corners { get; set; }

    /// <summary>A new logo in Base64; empty takes the present one away, null keeps it.</summary>
    public string? Logo { get; set; }

    /// <summary>The new logo as the browser shows it.</summary>
    public string? Picture { get; set; }
    public string? Version { get; private init; }

    public static BrandForm Of(BrandView brand) => new()
    {
        Name = brand.Name,
        Tagline = brand.Tagline,
        Primary = brand.Primary,
        Accent = brand.Accent,
        Corners = WireWord.Of(brand.Corners),
        Version = brand.Version,
    };

    /// <summary>The stored brand as it is now, with what was changed in this form since it showed the former: nobody's change is
    /// lost.</summary>
    public BrandForm Onto(BrandView former, BrandView now)
    {
        var (shown, merged) = (Of(former), Of(now));
        merged.Name = Name == shown.Name ? merged.Name : Name;
        merged.Tagline = Tagline == shown.Tagline ? merged.Tagline : Tagline;
        merged.Primary = Primary == shown.Primary ? merged.Primary : Primary;
        merged.Accent = Accent == shown.Accent ? merged.Accent : Accent;
        merged.Corners = Corners == shown.Corners ? merged.Corners : Corners;
        (merged.Logo, merged.Picture) = (Logo, Picture);
        return merged;
    }

    /// <summary>The request as the API takes it.</summary>
    public UpdateBrandRequest ToRequest() => new()
    {
        Name = Name,
        Tagline = Tagline ?? "",
        Primary = Primary,
        Accent = Accent,
        Corners = Corners,
        Logo = Logo,
        Version = Version,
    };
}
