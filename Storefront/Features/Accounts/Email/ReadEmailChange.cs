using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Email;

/// <summary>Returns the new address whose code is awaited, if any. Changes nothing.</summary>
public sealed class ReadEmailChange(StorefrontDb db, TimeProvider clock)
{
    public async Task<Result<PendingEmail>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Customer is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        var now = clock.GetUtcNow();
        return await db.EmailChanges.Where(change => change.CustomerId == customer.Id && change.ExpiresAt > now)
            .Select(change => new PendingEmail(change.Email, change.ExpiresAt)).FirstOrDefaultAsync(ct) ?? PendingEmail.None;
    }
}

/// <summary>The new address whose code is awaited, and the code's expiry; null when there is none.</summary>
public sealed record PendingEmail(string? Email, DateTimeOffset? ExpiresAt)
{
    public static readonly PendingEmail None = new(null, null);
}
