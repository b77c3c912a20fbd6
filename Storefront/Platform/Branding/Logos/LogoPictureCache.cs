using Microsoft.Extensions.Caching.Memory;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Draws each mark once, however often mails and strangers request it.</summary>
public sealed class LogoPictureCache : IDisposable
{
    // An image takes a few kilobytes.
    private readonly MemoryCache _pictures = new(new MemoryCacheOptions { SizeLimit = 1000 });

    public byte[] Of(Merchant merchant) => _pictures.GetOrCreate((merchant.PrimaryColor, merchant.AccentColor, merchant.LogoPath), entry =>
    {
        entry.Size = 1;
        return LogoPicture.Of(merchant);
    })!;

    public void Dispose() => _pictures.Dispose();
}
