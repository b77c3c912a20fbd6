using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.Identity;

/// <summary>Knows from which devices a customer has signed in: a new one is told of, and the customer's own browser keeps a count of misses of its own.</summary>
/// <remarks>A browser is known by a random secret in a cookie of this shop. An app keeps no cookie; it is known by what it calls itself
/// and its network, which is good enough to send no second mail and never for letting anybody in.</remarks>
public sealed class KnownDevices(StorefrontDb db, TimeProvider clock)
{
    /// <summary>How long a device is known without being used; browsers keep no cookie for longer.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(400);

    /// <summary>The name under which the caller's browser is known to the customer; null when it is not, and for apps.</summary>
    /// <remarks>Asked for an unknown address too, so that both take the same work.</remarks>
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

    /// <summary>Remembers the caller's device as one of the customer's; true when it is new to a customer who is known to use others.</summary>
    /// <remarks>Belongs inside the transaction of the sign-in, which holds the customer's row: two sign-ins at once make one device.</remarks>
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

    /// <summary>Forgets the customer's devices, all or all but the caller's: whoever knew the former password may have used one.</summary>
    /// <remarks>Belongs inside the transaction of what makes them strange.</remarks>
    public Task ForgetAsync(Customer customer, Caller? except, CancellationToken ct)
    {
        var kept = except is null ? [] : Hash(except, customer.Id);
        return db.KnownDevices.Where(device => device.CustomerId == customer.Id && device.Hash != kept).ExecuteDeleteAsync(ct);
    }

    private static byte[] Hash(Caller caller, long customerId) => Secret.Hash(caller.Door == SessionKind.Browser
        ? $"browser\n{customerId}\n{caller.DeviceSecret}"
        : $"app\n{customerId}\n{caller.ClientAddress}\n{caller.Device}");
}
