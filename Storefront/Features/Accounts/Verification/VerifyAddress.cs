using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Verification;

/// <summary>Verifies a customer's address with a mailed link, exactly once, and links the guest orders of that address.</summary>
/// <remarks>A browser must also be signed in to that account or send its password. Mail scanners press buttons, and a stranger may have
/// registered the address in the hope that its owner's scanner verifies it.</remarks>
public sealed class VerifyAddress(
    StorefrontDb db, OneTimeTokens tokens, PasswordAttemptGuard attempts, VerifiedEmailEffects verifiedEmail, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<VerifiedAddress>> RunAsync(Caller caller, VerifyAddressRequest request, CancellationToken ct)
    {
        var problems = new FieldProblems();
        problems.Add("email", EmailAddress.Check(request.Email, out var address));
        problems.Add("token", LinkSecret.Check(request.Token));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        if (await tokens.FindAsync(TokenPurpose.VerifyAddress, address, request.Token!, ct) is not { } token)
        {
            return AccountLinkErrors.Unknown;
        }

        if (AccountLinkErrors.Of(token.StateAt(clock.GetUtcNow())) is { } ended)
        {
            return ended;
        }

        if (caller.Door == SessionKind.Browser && caller.Customer?.Id != token.CustomerId
            && await CheckPasswordAsync(caller, address, token, request.Password, ct) is { } stranger)
        {
            return stranger;
        }

        return await db.InTransactionAsync<VerifiedAddress>(async () =>
        {
            if (!await db.TryHoldAsync(token.Customer, ct) || !await tokens.TrySpendAsync(token, Secret.Hash(Secret.New()), ct))
            {
                return AccountLinkErrors.Used;
            }

            var customer = await db.Customers.FirstAsync(row => row.Id == token.CustomerId, ct);
            var linked = await verifiedEmail.MarkAsync(customer, ct);

            // An invitation to the account while it was unverified has no effect any more.
            await tokens.SupersedeAsync(customer, TokenPurpose.AcceptInvitation, ct);
            audit.Add("address.verified", customer.SubjectId, $"orders linked: {linked}");
            return new VerifiedAddress(customer.EmailVerifiedAt!.Value, linked);
        }, ct);
    }

    private async Task<Refusal?> CheckPasswordAsync(Caller caller, EmailAddress address, OneTimeToken token, string? password, CancellationToken ct)
    {
        if (TypedPassword.Check(password) is { } missing)
        {
            return PasswordRefusals.Required.Saying(missing);
        }

        var verification = await attempts.VerifyAsync(caller, address, token.Customer, password!, ct);
        return verification.Refusal ?? (verification.Value.Fits ? null : PasswordRefusals.Wrong);
    }
}

/// <summary>A verification link.</summary>
public sealed class VerifyAddressRequest
{
    public string? Email { get; set; }
    public string? Token { get; set; }

    /// <summary>The account's password, for a browser that is not signed in to it; never read from a body.</summary>
    [JsonIgnore]
    public string? Password { get; set; }
}

/// <summary>When the address was verified, and how many guest orders were linked.</summary>
public sealed record VerifiedAddress(DateTimeOffset EmailVerifiedAt, int OrdersAdded);
