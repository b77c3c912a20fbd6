using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Caching;
using Storefront.Platform.Logging;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Mail.Signing;

/// <summary>Finds the key that signs a merchant's mails; a change takes effect within a minute, on PostgreSQL at once.</summary>
/// <remarks>A key that cannot be decrypted is a warning, and the mail goes out unsigned: a lost mail is worse.</remarks>
public sealed class SigningKeyStore(IServiceScopeFactory scopes, SigningKeyProtector protector, TimeProvider clock, ILogger<SigningKeyStore> log)
    : IMerchantCache
{
    private const int MostMerchants = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly TimedCache<long, SigningKey?> _keys = new(MostMerchants, clock, Lifetime);
    private readonly RepeatedWarning _unreadable = new(
        log, clock, "A mail is sent unsigned, because its merchant's key cannot be decrypted: run 'merchants mail-domain' again");

    /// <summary>The key, or null while the merchant's domain is not verified.</summary>
    public async ValueTask<SigningKey?> FindAsync(long merchantId, CancellationToken ct)
    {
        var clearings = _keys.Clearings;
        return _keys.TryGet(merchantId, out var key) ? key : _keys.Set(merchantId, await ReadAsync(merchantId, ct), clearings);
    }

    public void Forget() => _keys.Clear();

    /// <summary>The numbers of the merchants that have a mail domain, verified or not.</summary>
    public async Task<List<long>> ListMerchantsAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StorefrontDb>().MailDomains.IgnoreQueryFilters([StorefrontDb.TenantFilter])
            .OrderBy(row => row.MerchantId).Select(row => row.MerchantId).ToListAsync(ct);
    }

    private async Task<SigningKey?> ReadAsync(long merchantId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        var row = await db.MailDomains.IgnoreQueryFilters([StorefrontDb.TenantFilter]).AsNoTracking()
            .FirstOrDefaultAsync(domain => domain.MerchantId == merchantId && domain.VerifiedAt != null, ct);
        try
        {
            return row is null ? null : protector.Unprotect(row.Domain, row.PrivateKey);
        }
        catch (CryptographicException)
        {
            _unreadable.Count();
            return null;
        }
    }
}
