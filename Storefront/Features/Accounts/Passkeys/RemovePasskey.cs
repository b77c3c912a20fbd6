using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Passkeys;

/// <summary>Removes one of the customer's passkeys, and mails a notice; the next sign-in with it is refused.</summary>
/// <remarks>A session older than ten minutes needs the current password.</remarks>
public sealed class RemovePasskey(
    StorefrontDb db, OwnerConfirmation confirmation, Platform.Sessions.Sessions sessions, PasskeyNotices notices, AuditTrail audit)
{
    public async Task<Result<Done>> RunAsync(Caller caller, RemovePasskeyRequest request, CancellationToken ct)
    {
        if (caller.Customer is not { } asking)
        {
            return ApiErrors.Unauthenticated;
        }

        if (request.Id is null)
        {
            return PasskeyErrors.NamesNone;
        }

        if (await confirmation.CheckAsync(caller, asking, request.CurrentPassword, ct) is { } refusal)
        {
            return refusal;
        }

        return await db.InTransactionAsync<Done>(async () =>
        {
            if (await sessions.HoldCustomerAsync(caller, ct) is not { } customer)
            {
                return ApiErrors.Unauthenticated;
            }

            if (await db.CustomerPasskeys.Where(row => row.Id == request.Id && row.UserId == customer.Id).ExecuteDeleteAsync(ct) == 0)
            {
                return PasskeyErrors.NotFound;
            }

            await notices.AddAsync(caller, customer, isAdded: false, ct);
            audit.Add("customer.passkey_removed", customer.SubjectId);
            return Done.Value;
        }, ct);
    }
}

/// <summary>A passkey by its number, and the current password; not needed within ten minutes after signing in.</summary>
public sealed class RemovePasskeyRequest
{
    public long? Id { get; set; }
    public string? CurrentPassword { get; set; }
}
