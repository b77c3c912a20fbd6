using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Branding;
using Storefront.Platform.Branding.Logos;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Returns the picture that a shop's mails show, to look at where the shop's own host is not reached.</summary>
public sealed class ReadMailPicture(StorefrontDb db, LogoPictureCache pictures)
{
    public static readonly Ability Needs = Ability.ReadShop;

    public async Task<Result<MailPicture>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var merchant = caller.Merchant;
        var own = merchant.LogoFile is null ? null : await db.BrandLogos.AsNoTracking().FirstOrDefaultAsync(ct);
        return new MailPicture(
            BrandFiles.PictureAddress(merchant),
            own is null ? LogoFile.AsData(pictures.Of(merchant), "image/png") : LogoFile.AsData(own.Content, own.MediaType));
    }
}

/// <summary>The address of the picture at the shop's host, null where a mail shows none; and the picture as a <c>data:</c> address.</summary>
public sealed record MailPicture(string? Address, string Data);
