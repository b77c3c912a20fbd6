using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Passkeys;

/// <summary>Gives one of the customer's passkeys another name.</summary>
public sealed class RenamePasskey(StorefrontDb db, AuditTrail audit)
{
    public async Task<Result<PasskeySummary>> RunAsync(Caller caller, RenamePasskeyRequest request, CancellationToken ct)
    {
        if (caller.Customer is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        var problems = new FieldProblems();
        problems.Add("id", request.Id is null ? PasskeyErrors.NamesNone.Message : null);
        problems.Add("name", PasskeyErrors.CheckName(request.Name, out var name));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        return await db.InTransactionAsync<PasskeySummary>(async () =>
        {
            // The owner is part of the condition: somebody else's passkey is as unknown as a missing one.
            if (await db.CustomerPasskeys.FirstOrDefaultAsync(row => row.Id == request.Id && row.UserId == customer.Id, ct) is not { } passkey)
            {
                return PasskeyErrors.NotFound;
            }

            passkey.Data.Name = name;
            audit.Add("customer.passkey_renamed", customer.SubjectId);
            return PasskeySummary.Of(passkey, caller.Merchant);
        }, ct);
    }
}

/// <summary>A passkey by its number, and its new name.</summary>
public sealed class RenamePasskeyRequest
{
    public long? Id { get; set; }

    /// <summary>At most 64 characters.</summary>
    public string? Name { get; set; }
}
