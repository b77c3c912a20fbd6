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
    public async Task<Result<ResentVerification>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Customer is not { } asking)
        {
            return ApiErrors.Unauthenticated;
        }

        return await db.InTransactionAsync<ResentVerification>(async () =>
        {
            if (!await db.TryHoldAsync(asking, ct))
            {
                return ApiErrors.Unauthenticated;
            }

            var customer = await db.Customers.FirstAsync(row => row.Id == asking.Id, ct);
            if (customer.EmailVerifiedAt is not null)
            {
                return ResentVerification.NotNeeded;
            }

            if (await tokens.WasJustMailedAsync(customer, TokenPurpose.VerifyAddress, ct))
            {
                return ResentVerification.MailedBefore;
            }

            audit.Add("address.verification_resent", customer.SubjectId);
            return await verification.TrySendAsync(caller.Merchant, customer, caller, ct) is { } refusal ? refusal : ResentVerification.Mailed;
        }, ct);
    }
}

/// <summary>What a request for a new verification link did.</summary>
public enum ResentVerification
{
    Mailed,

    /// <summary>Nothing was mailed: the link of the last ten minutes still works.</summary>
    MailedBefore,

    /// <summary>Nothing was mailed: the address is verified.</summary>
    NotNeeded,
}
