using Storefront.Domain;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.Identity;

/// <summary>Knows from which devices a customer has signed in: a new one is told of, and the customer's own browser keeps a count of misses of its own.</summary>
/// <remarks>A browser is known by a random secret in a cookie of this shop. An app keeps no cookie; it is known by what it calls itself
/// and its network, which is good enough to send no second mail and never for letting anybody in.</remarks>
public sealed class KnownDevices(StorefrontDb db, CurrentMerchant currentMerchant, TimeProvider clock)
{
    /// <summary>How long a device is known without being used; browsers keep no cookie for longer.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(400);

    private const string OfCustomer = """FROM "KnownDevices" WHERE "MerchantId" = @p0 AND "CustomerId" = @p1""";
    private const string Counting = $"SELECT COUNT(*) {OfCustomer}";
    private const string Recognising = $"""{Counting} AND "Hash" = @p2""";
    private const string Forgetting = $"""DELETE {OfCustomer} AND "Hash" <> @p2""";
    private const string Seeing = """UPDATE "KnownDevices" SET "LastSeenAt" = @p3 WHERE "MerchantId" = @p0 AND "CustomerId" = @p1 AND "Hash" = @p2""";

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
        return await AnyAsync(Recognising, [currentMerchant.Id, id, hash], ct) ? Convert.ToHexString(hash) : null;
    }

    /// <summary>Remembers the caller's device as one of the customer's; true when it is new to a customer who is known to use others.</summary>
    /// <remarks>Belongs inside the transaction of the sign-in, which holds the customer's row: two sign-ins at once make one device.</remarks>
    public async Task<bool> RememberAsync(Customer customer, Caller caller, CancellationToken ct)
    {
        var (now, hash) = (clock.GetUtcNow(), Hash(caller, customer.Id));
        if (await db.ExecuteAsync(Seeing, [currentMerchant.Id, customer.Id, hash, now], ct) > 0)
        {
            return false;
        }

        var hasOthers = await AnyAsync(Counting, [currentMerchant.Id, customer.Id], ct);
        db.Insert(new KnownDevice { MerchantId = customer.MerchantId, CustomerId = customer.Id, Hash = hash, FirstSeenAt = now, LastSeenAt = now });
        return hasOthers;
    }

    /// <summary>Forgets the customer's devices, all or all but the caller's: whoever knew the former password may have used one.</summary>
    /// <remarks>Belongs inside the transaction of what makes them strange.</remarks>
    public Task ForgetAsync(Customer customer, Caller? except, CancellationToken ct) =>
        db.ExecuteAsync(Forgetting, [currentMerchant.Id, customer.Id, except is null ? Array.Empty<byte>() : Hash(except, customer.Id)], ct);

    private async Task<bool> AnyAsync(string counting, object[] values, CancellationToken ct) =>
        (await db.QueryAsync(counting, values, row => row.GetInt64(0), ct)).Single() > 0;

    private static byte[] Hash(Caller caller, long customerId) => Secret.Hash(caller.Door == SessionKind.Browser
        ? $"browser\n{customerId}\n{caller.DeviceSecret}"
        : $"app\n{customerId}\n{caller.ClientAddress}\n{caller.Device}");
}
