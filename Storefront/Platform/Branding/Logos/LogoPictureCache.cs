using Storefront.Platform.Caching;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Draws each mark as a picture once, however often mails and strangers ask for it.</summary>
public sealed class LogoPictureCache(TimeProvider clock)
{
    // A picture takes a few kilobytes.
    private readonly TimedCache<object, byte[]> _pictures = new(1000, clock);

    public byte[] Of(Merchant merchant) => _pictures.GetOrAdd((merchant.PrimaryColor, merchant.AccentColor, merchant.LogoPath), () => LogoPicture.Of(merchant));
}
