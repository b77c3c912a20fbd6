using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Hosts;

/// <summary>Makes a host of a merchant the one that every link leads to; the former one redirects there.</summary>
public sealed class SetPrimaryHost(StorefrontDb db, AuditTrail audit)
{
    /// <summary>The action of the audit trail; its facts end with the former host.</summary>
    internal const string Action = "host.primary";

    public async Task<Result<string>> RunAsync(Caller caller, string? text, CancellationToken ct)
    {
        // Empty when it is no host name: no shop has that.
        _ = HostName.Check(text, out var host);
        return await db.InTransactionAsync<string>(async () =>
        {
            var own = db.MerchantHosts.Where(row => row.MerchantId == caller.Merchant.Id);
            if (!await own.AnyAsync(row => row.Host == host, ct))
            {
                return HostErrors.Unknown;
            }

            var former = await own.Where(row => row.IsPrimary).Select(row => row.Host).FirstOrDefaultAsync(ct);
            if (former == host)
            {
                return host;
            }

            // In two steps: at no time has a shop two.
            await own.Where(row => row.IsPrimary).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsPrimary, false), ct);
            await own.Where(row => row.Host == host).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsPrimary, true), ct);
            audit.Add(Action, FactsOf(host, former));
            return host;
        }, ct);
    }

    /// <summary>How the audit trail names a change.</summary>
    internal static string FactsOf(string host, string? former) => $"host: {host}{Ending(former)}";

    /// <summary>What ends the entry of the change by which a host ceased to be primary.</summary>
    internal static string Ending(string? former) => $", before: {former ?? "none"}";
}
