using Storefront.Platform.Caching;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Draws each mark once, however often mails and strangers request it.</summary>
public sealed class LogoPictureCache(TimeProvider clock)
{
    // An image takes a few kilobytes.
    private readonly TimedCache<object, byte[]> _pictures = new(1000, clock);

    public byte[] Of(Merchant merchant) =>
        _pictures.GetOrAdd((merchant.PrimaryColor, merchant.AccentColor, merchant.LogoPath), () => LogoPicture.Of(merchant));
}
