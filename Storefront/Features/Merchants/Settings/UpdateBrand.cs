using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Branding.Logos;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Changes a shop's brand: name, logo, two colours, corners and tagline. What is not named stays unchanged. Visitors see the change
/// within seconds.</summary>
/// <remarks>Colours are stored as given. Pages correct them by calculation until text is readable.</remarks>
public sealed class UpdateBrand(StorefrontDb db, MerchantChanges changes)
{
    public static readonly Ability Needs = Ability.ManageShop;

    private const int LongestTagline = 160;
    private static readonly Sentence NoBase64 = "Send the bytes of the file as Base64.";

    public async Task<Result<BrandView>> RunAsync(Caller caller, UpdateBrandRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (Check(request, out var fields) is { } unfit)
        {
            return unfit;
        }

        var saved = await changes.SaveAsync(caller, request.Version, "merchant.brand_changed", BrandView.Compared, async merchant =>
        {
            merchant.Name = fields.Name ?? merchant.Name;
            merchant.PrimaryColor = fields.Primary ?? merchant.PrimaryColor;
            merchant.AccentColor = fields.Accent ?? merchant.AccentColor;
            merchant.Corners = fields.Corners ?? merchant.Corners;
            merchant.Tagline = request.Tagline is null ? merchant.Tagline : fields.Tagline;
            if (request.Logo is not null)
            {
                (merchant.LogoFile, merchant.LogoWidth, merchant.LogoHeight) = (fields.Logo?.Name, fields.Logo?.Width ?? 0, fields.Logo?.Height ?? 0);
                await ReplaceLogoAsync(merchant, fields.Logo, ct);
            }
        }, ct);
        return saved.Refusal is { } refusal ? refusal : BrandView.Of(saved.Value);
    }

    private async Task ReplaceLogoAsync(Merchant merchant, LogoFile? logo, CancellationToken ct)
    {
        await db.BrandLogos.ExecuteDeleteAsync(ct);
        if (logo is not null)
        {
            db.BrandLogos.Add(new() { MerchantId = merchant.Id, Content = logo.Content, MediaType = logo.MediaType });
        }
    }

    private static Refusal? Check(UpdateBrandRequest request, out CheckedBrand fields)
    {
        var (primary, accent, name, corners, logo) = ((string?)null, (string?)null, (string?)null, (Corners?)null, (LogoFile?)null);
        var problems = new FieldProblems();
        if (request.Name is not null)
        {
            problems.Add("name", PersonName.Check(request.Name, out name) ?? (name is null ? "Give the shop a name." : null));
        }

        problems.Add("primary", request.Primary is null ? null : BrandColor.Check(request.Primary, out primary));
        problems.Add("accent", request.Accent is null ? null : BrandColor.Check(request.Accent, out accent));
        problems.Add("corners", CheckCorners(request.Corners, out corners));
        problems.Add("tagline", TextRules.CheckOptionalLine(request.Tagline, LongestTagline, out var tagline));
        problems.Add("logo", string.IsNullOrEmpty(request.Logo) ? null : CheckLogo(request.Logo, out logo));
        problems.Add("version", MerchantChanges.CheckVersion(request.Version));
        fields = new(name, primary, accent, corners, tagline, logo);
        return problems.ToRefusal();
    }

    private static Sentence? CheckCorners(string? text, out Corners? corners)
    {
        corners = Enum.GetValues<Corners>().Cast<Corners?>().FirstOrDefault(known => $"{known}".Equals(text, StringComparison.OrdinalIgnoreCase));
        return text is null || corners is not null ? null : "Corners are round, soft or square.";
    }

    private static Sentence? CheckLogo(string base64, out LogoFile? logo)
    {
        logo = null;
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var count) ? LogoFile.Check(bytes[..count], out logo) : NoBase64;
    }

    private sealed record CheckedBrand(string? Name, string? Primary, string? Accent, Corners? Corners, string? Tagline, LogoFile? Logo);
}

/// <summary>What changes about a brand; an absent field stays as it is.</summary>
public sealed class UpdateBrandRequest
{
    /// <summary>The maximum number of bytes of a request: a logo in Base64, and the other fields.</summary>
    public const int LargestBody = 160 * 1024;

    public string? Name { get; init; }

    /// <summary>The colour of buttons and links, such as <c>#7c2d12</c>.</summary>
    public string? Primary { get; init; }

    /// <summary>The colour of small marks, such as <c>#fbbf24</c>.</summary>
    public string? Accent { get; init; }

    /// <summary><c>round</c>, <c>soft</c> or <c>square</c>.</summary>
    public string? Corners { get; init; }

    /// <summary>The shop in a sentence, for its front page, at most 160 characters; an empty one is removed.</summary>
    public string? Tagline { get; init; }

    /// <summary>A PNG, JPEG, WebP or SVG made for white paper, at most 100 KB, in Base64; empty takes the logo away.</summary>
    public string? Logo { get; init; }

    /// <summary>The version that was read; the change is refused when somebody else was faster. Without it nothing is compared.</summary>
    public string? Version { get; init; }
}
