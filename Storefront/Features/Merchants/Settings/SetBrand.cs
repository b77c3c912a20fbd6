using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Branding.Logos;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Sets a merchant's brand: logo, two colours, corners and tagline. What is not named stays unchanged. Visitors see the change
/// within seconds.</summary>
/// <remarks>Colours are stored as given. Pages correct them by calculation until text is readable.</remarks>
public sealed class SetBrand(StorefrontDb db, MerchantChanges changes)
{
    private const int LongestTagline = 160;

    public async Task<Result<Merchant>> RunAsync(SetBrandRequest request, CancellationToken ct)
    {
        var (primary, accent, tagline, corners, logo) = ("", "", (string?)null, default(Corners), (LogoFile?)null);
        var problems = new FieldProblems();
        problems.Add("primary", request.Primary is null ? null : BrandColor.Check(request.Primary, out primary));
        problems.Add("accent", request.Accent is null ? null : BrandColor.Check(request.Accent, out accent));
        problems.Add(
            "corners",
            request.Corners is null || Enum.TryParse(request.Corners, ignoreCase: true, out corners) && Enum.IsDefined(corners)
                ? null
                : "Corners are round, soft or square.");
        problems.Add("tagline", TextRules.CheckOptionalLine(request.Tagline, LongestTagline, out tagline));
        problems.Add("logo", request.Logo is null ? null : LogoFile.Check(request.Logo, out logo));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        return await changes.SaveAsync(request.MerchantId, "merchant.brand_changed", Settings, async merchant =>
        {
            merchant.PrimaryColor = request.Primary is null ? merchant.PrimaryColor : primary;
            merchant.AccentColor = request.Accent is null ? merchant.AccentColor : accent;
            merchant.Corners = request.Corners is null ? merchant.Corners : corners;
            merchant.Tagline = request.Tagline is null ? merchant.Tagline : tagline;
            if (logo is not null)
            {
                (merchant.LogoFile, merchant.LogoWidth, merchant.LogoHeight) = (logo.Name, logo.Width, logo.Height);
                await db.BrandLogos.ExecuteDeleteAsync(ct);
                db.BrandLogos.Add(new() { MerchantId = merchant.Id, Content = logo.Content, MediaType = logo.MediaType });
            }
        }, ct);
    }

    private static IReadOnlyList<(string Name, string? Value)> Settings(Merchant merchant) =>
        [
            ("logo", merchant.LogoFile), ("primary", merchant.PrimaryColor), ("accent", merchant.AccentColor), ("corners", $"{merchant.Corners}"),
            ("tagline", merchant.Tagline)
        ];
}

/// <summary>Which merchant, and what changes: the bytes of a logo, colours as <c>#rrggbb</c>, the name of a corner style, a tagline (an
/// empty one removes it).</summary>
public sealed record SetBrandRequest(
    long MerchantId, byte[]? Logo = null, string? Primary = null, string? Accent = null, string? Corners = null, string? Tagline = null);
