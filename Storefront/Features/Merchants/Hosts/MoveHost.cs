using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Hosts;

/// <summary>Moves a host to another merchant, in one step, once no mailed link of the former one leads to it any more.</summary>
/// <remarks>Links lead to the primary host of their time. So a host that was primary stays until the last link of then has expired or was
/// used: at no moment does a link open at the wrong shop. The new shop proves the host like any other.</remarks>
public sealed class MoveHost(StorefrontDb db, HostOwnership ownership, AuditTrail audit, TimeProvider clock)
{
    // A node that has not heard of the change may still have made a link.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public async Task<Result<string>> RunAsync(Caller caller, string? text, long toMerchantId, CancellationToken ct)
    {
        if (toMerchantId == caller.Merchant.Id)
        {
            return HostErrors.SameShop;
        }

        if (!await db.Merchants.AnyAsync(row => row.Id == toMerchantId, ct))
        {
            return MerchantErrors.Unknown;
        }

        // Empty when it is no host name: no shop has that.
        _ = HostName.Check(text, out var host);
        var own = db.MerchantHosts.Where(row => row.MerchantId == caller.Merchant.Id && row.Host == host);
        if (!await own.AnyAsync(ct))
        {
            return HostErrors.Unknown;
        }

        if (await ownership.CheckAsync(toMerchantId, host, ct) is { } unproven)
        {
            return unproven;
        }

        return await db.InTransactionAsync<string>(async () =>
        {
            if (await LastLinkAsync(host, ct) is { } until)
            {
                return HostErrors.HasOpenLinks.Saying(new Sentence("Mailed links still lead to this host, the last until {0:u}.", until));
            }

            if (await own.Where(row => !row.IsPrimary).ExecuteUpdateAsync(set => set.SetProperty(row => row.MerchantId, toMerchantId), ct) == 0)
            {
                return await own.AnyAsync(ct) ? HostErrors.IsPrimary : HostErrors.Unknown;
            }

            audit.Add("host.moved", $"host: {host}, to merchant: {toMerchantId}");
            return host;
        }, ct);
    }

    // When the last open link expires that was made while the host was primary; null where there is none.
    private async Task<DateTimeOffset?> LastLinkAsync(string host, CancellationToken ct)
    {
        var ending = SetPrimaryHost.Ending(host);
        var ceased = await db.AuditEntries.Where(entry => entry.Action == SetPrimaryHost.Action && entry.Facts!.EndsWith(ending))
            .OrderByDescending(entry => entry.Id).Select(entry => (DateTimeOffset?)entry.At).FirstOrDefaultAsync(ct);
        if (ceased is null)
        {
            return null;
        }

        var (now, latest) = (clock.GetUtcNow(), ceased.Value + Margin);
        return await db.OneTimeTokens.Where(OneTimeToken.IsOpen).Where(token => token.CreatedAt <= latest && token.ExpiresAt > now)
            .MaxAsync(token => (DateTimeOffset?)token.ExpiresAt, ct);
    }
}
