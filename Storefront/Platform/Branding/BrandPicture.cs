using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Branding.Logos;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Branding;

/// <summary>Puts a merchant's logo into the HTML of a mail that is shown elsewhere: no request leaves for the merchant's host.</summary>
public sealed class BrandPicture(StorefrontDb db, LogoPictureCache pictures)
{
    /// <summary>The HTML with the logo's address, on whatever host, replaced by the picture itself.</summary>
    public async Task<string> InlineAsync(string html, Merchant merchant, CancellationToken ct)
    {
        if (BrandFiles.PictureAddress(merchant) is not { } address || merchant.PrimaryHost is null)
        {
            return html;
        }

        var own = merchant.LogoFile is null ? null : await db.BrandLogos.AsNoTracking().FirstOrDefaultAsync(ct);
        var data = own is null
            ? $"data:image/png;base64,{Convert.ToBase64String(pictures.Of(merchant))}"
            : $"data:{own.MediaType};base64,{Convert.ToBase64String(own.Content)}";
        var end = html.IndexOf(address, StringComparison.Ordinal);
        var start = end < 0 ? -1 : html.LastIndexOf('"', end);
        return start < 0 ? html : html[..(start + 1)] + data + html[(end + address.Length)..];
    }
}
