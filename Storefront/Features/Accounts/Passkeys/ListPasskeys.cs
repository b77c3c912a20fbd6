using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Passkeys;

/// <summary>Lists the customer's passkeys, the oldest first.</summary>
public sealed class ListPasskeys(StorefrontDb db)
{
    public async Task<Result<IReadOnlyList<PasskeySummary>>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Customer is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        var passkeys = await db.CustomerPasskeys.AsNoTracking().Where(passkey => passkey.UserId == customer.Id)
            .OrderBy(passkey => passkey.Id).ToListAsync(ct);
        return passkeys.Select(passkey => PasskeySummary.Of(passkey, caller.Merchant)).ToList();
    }
}

/// <summary>One passkey of the customer.</summary>
public sealed record PasskeySummary
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Whether a password manager copies the key to other devices.</summary>
    public required bool IsSynced { get; init; }

    /// <summary>The shop's host that the key was made for.</summary>
    public required string Host { get; init; }

    /// <summary>False when the shop has moved to another host since: the key must be made anew.</summary>
    public required bool WorksHere { get; init; }

    internal static PasskeySummary Of(CustomerPasskey passkey, Merchant merchant) => new()
    {
        Id = passkey.Id,
        Name = passkey.Data.Name!,
        CreatedAt = passkey.Data.CreatedAt,
        LastUsedAt = passkey.LastUsedAt,
        IsSynced = passkey.Data.IsBackedUp,
        Host = passkey.Host,
        WorksHere = passkey.Host == merchant.PrimaryHost,
    };
}
