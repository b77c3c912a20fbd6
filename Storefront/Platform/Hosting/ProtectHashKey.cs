using System.Security.Cryptography;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Platform.Hosting;

/// <summary>Protects the key of hashed addresses before the first request, or refuses to start when it cannot be read.</summary>
internal sealed class ProtectHashKey(AddressHasher hasher) : IStartStep
{
    public Task RunAsync(CancellationToken ct)
    {
        try
        {
            hasher.Protect();
            return Task.CompletedTask;
        }
        catch (CryptographicException)
        {
            throw new StartRefusedException(
                "The key of suppressed addresses cannot be read: the key ring is not the one that protected it. Restore Keys:CertificateFile.");
        }
    }
}
