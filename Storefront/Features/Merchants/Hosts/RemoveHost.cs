using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Hosts;

/// <summary>Takes a host that is not the primary one from a merchant; nothing answers there any more.</summary>
public sealed class RemoveHost(StorefrontDb db, AuditTrail audit)
{
    public async Task<Result<string>> RunAsync(Caller caller, string? text, CancellationToken ct)
    {
        // Empty when it is no host name: no shop has that.
        _ = HostName.Check(text, out var host);
        return await db.InTransactionAsync<string>(async () =>
        {
            var own = db.MerchantHosts.Where(row => row.MerchantId == caller.Merchant.Id && row.Host == host);
            if (await own.Where(row => !row.IsPrimary).ExecuteDeleteAsync(ct) == 0)
            {
                return await own.AnyAsync(ct) ? HostErrors.IsPrimary : HostErrors.Unknown;
            }

            audit.Add("host.removed", $"host: {host}");
            return host;
        }, ct);
    }
}
