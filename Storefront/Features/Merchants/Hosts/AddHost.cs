using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Merchants.Hosts;

/// <summary>Gives a merchant another host, once the DNS proves that it is the merchant's. It redirects to the primary one.</summary>
public sealed class AddHost(StorefrontDb db, HostOwnership ownership, PlatformHosts platform, AuditTrail audit)
{
    public async Task<Result<string>> RunAsync(Caller caller, string? text, CancellationToken ct)
    {
        if (HostName.Check(text, out var host) is { } problem)
        {
            return HostErrors.Invalid.Saying(problem);
        }

        if (platform.Contains(host))
        {
            return HostErrors.Platform;
        }

        // Asked before the transaction: a name server may take seconds.
        if (await ownership.CheckAsync(caller.Merchant.Id, host, ct) is { } unproven)
        {
            return unproven;
        }

        return await db.InTransactionAsync<string>(async () =>
        {
            db.MerchantHosts.Add(new() { Host = host, MerchantId = caller.Merchant.Id, IsPrimary = caller.Merchant.PrimaryHost is null });
            if (!await db.TrySaveAsync(ct))
            {
                return MerchantErrors.HostTaken;
            }

            audit.Add("host.added", $"host: {host}");
            return host;
        }, ct);
    }
}
