using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Verification;

/// <summary>Mails the signed-in customer a new verification link; does nothing when the address is already verified, or when the last link was
/// mailed within ten minutes.</summary>
public sealed class ResendVerification(StorefrontDb db, OneTimeTokens tokens, VerificationSender verification, AuditTrail audit)
{
    public async Task<Result<Done>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Customer is not { } asking)
        {
            return ApiErrors.Unauthenticated;
        }

        return await db.InTransactionAsync<Done>(async () =>
        {
            if (!await db.TryHoldAsync(asking, ct))
            {
                return ApiErrors.Unauthenticated;
            }

            var customer = await db.Customers.FirstAsync(row => row.Id == asking.Id, ct);
            if (customer.EmailVerifiedAt is not null || await tokens.WasJustMailedAsync(customer, TokenPurpose.VerifyAddress, ct))
            {
                return Done.Value;
            }

            audit.Add("address.verification_resent", customer.SubjectId);
            return await verification.TrySendAsync(caller.Merchant, customer, caller, ct) is { } refusal ? refusal : Done.Value;
        }, ct);
    }
}
