using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Erasure;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>Deletes the signed-in customer's account after confirming the password; past orders stay without a reference to the
/// customer.</summary>
/// <remarks>One transaction executes the erasure plan and writes a receipt. Every session, token, link and copied cookie is refused at its
/// next request. The address can register again at once. Wrong passwords count towards the sign-in limit.</remarks>
public sealed class DeleteAccount(StorefrontDb db, PasswordAttemptGuard attempts, ErasurePlan plan, DeletionNotice notice)
{
    public async Task<Result<DeletionReceipt>> RunAsync(Caller caller, DeleteAccountRequest request, CancellationToken ct)
    {
        if (caller.Customer is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        if (TypedPassword.Check(request.Password) is { } unfit)
        {
            return PasswordRefusals.Required.Saying(unfit);
        }

        _ = EmailAddress.Check(customer.Email, out var address);
        var attempt = await attempts.TryAsync(caller, address, customer, request.Password!, ct);
        if (attempt.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!attempt.Value.Fits)
        {
            return PasswordRefusals.Wrong;
        }

        return await db.InTransactionAsync<DeletionReceipt>(async () =>
        {
            if (await plan.RunAsync(customer, ct) is not { } receipt)
            {
                return ApiErrors.Unauthenticated;
            }

            await attempts.TakeBackAsync(attempt.Value, ct);
            await notice.AddAsync(caller.Merchant, customer, receipt, isByShop: false, ct);
            return receipt;
        }, ct);
    }
}

/// <summary>The current password, as confirmation.</summary>
public sealed class DeleteAccountRequest
{
    /// <summary>At most 191 characters.</summary>
    public string? Password { get; set; }
}
