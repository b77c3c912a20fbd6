using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.Identity;

/// <summary>Stores from which devices a customer has signed in: a new device causes a notice, and a known browser has its own count of
/// failed attempts.</summary>
/// <remarks>A browser is identified by a random secret in a cookie of this host. An app has no cookie; its user agent and network identify
/// it. That is enough to avoid a second notice, and never enough to sign in.</remarks>
public sealed class KnownDevices(StorefrontDb db, TimeProvider clock)
{
    /// <summary>How long an unused device is stored; the browser's cookie lives as long.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(400);

    /// <summary>The key under which the caller's browser is known to the customer; null when it is unknown, and for apps.</summary>
    /// <remarks>Call it for an unknown address too, so that both take the same work.</remarks>
    public async Task<string?> RecogniseAsync(Caller caller, Customer? customer, CancellationToken ct)
    {
        if (caller.Door != SessionKind.Browser)
        {
            return null;
        }

        var id = customer?.Id ?? 0;
        var hash = Hash(caller, id);
        return await db.KnownDevices.AnyAsync(device => device.CustomerId == id && device.Hash == hash, ct) ? Convert.ToHexString(hash) : null;
    }

    /// <summary>Stores the caller's device as one of the customer's; true when it is new to a customer who has other devices.</summary>
    /// <remarks>Call it inside the sign-in's transaction, which locks the customer's row: two simultaneous sign-ins store one
    /// device.</remarks>
    public async Task<bool> RememberAsync(Customer customer, Caller caller, CancellationToken ct)
    {
        var (now, hash) = (clock.GetUtcNow(), Hash(caller, customer.Id));
        var devices = db.KnownDevices.Where(device => device.CustomerId == customer.Id);
        if (await devices.Where(device => device.Hash == hash).ExecuteUpdateAsync(set => set.SetProperty(device => device.LastSeenAt, now), ct) > 0)
        {
            return false;
        }

        var hasOthers = await devices.AnyAsync(ct);
        db.Insert(new KnownDevice { MerchantId = customer.MerchantId, CustomerId = customer.Id, Hash = hash, FirstSeenAt = now, LastSeenAt = now });
        return hasOthers;
    }

    /// <summary>Deletes the customer's devices, all or all but the caller's: whoever knew the former password may have used one.</summary>
    /// <remarks>Call it inside the caller's transaction.</remarks>
    public Task ForgetAsync(Customer customer, Caller? except, CancellationToken ct)
    {
        var kept = except is null ? [] : Hash(except, customer.Id);
        return db.KnownDevices.Where(device => device.CustomerId == customer.Id && device.Hash != kept).ExecuteDeleteAsync(ct);
    }

    private static byte[] Hash(Caller caller, long customerId) => Secret.Hash(caller.Door == SessionKind.Browser
        ? $"browser\n{customerId}\n{caller.DeviceSecret}"
        : $"app\n{customerId}\n{caller.ClientAddress}\n{caller.Device}");
}
