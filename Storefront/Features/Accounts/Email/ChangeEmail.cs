using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Email;

/// <summary>Mails a code to the customer's new address and a notice to the present one; nothing changes yet.</summary>
/// <remarks>The current password is required; wrong ones count towards the sign-in limit. A newer code replaces the older one. Only
/// somebody with the password learns that an address is taken. An unverified present address cannot be changed: whoever registered a
/// stranger's address could cause mails in their name.</remarks>
public sealed class ChangeEmail(StorefrontDb db, PasswordAttemptGuard attempts, MailBudgets budgets, ChangeEmailTransaction transaction)
{
    public async Task<Result<EmailChange>> RunAsync(Caller caller, ChangeEmailRequest request, CancellationToken ct)
    {
        if (caller.Customer is not { } asking)
        {
            return ApiErrors.Unauthenticated;
        }

        if (Check(asking, request, out var address) is { } unfit)
        {
            return unfit;
        }

        if (asking.EmailVerifiedAt is null)
        {
            return EmailErrors.Unverified;
        }

        if (await budgets.CheckChangesAsync(asking, caller, ct) is { } enough)
        {
            return enough;
        }

        _ = EmailAddress.Check(asking.Email, out var present);
        var verification = await attempts.VerifyAsync(caller, present, asking, request.CurrentPassword!, ct);
        if (verification.Refusal is { } refusal)
        {
            return refusal;
        }

        return verification.Value.Fits
            ? await db.InTransactionAsync(() => transaction.RunAsync(caller, address, ct), ct)
            : PasswordRefusals.WrongCurrent;
    }

    private static Refusal? Check(Customer customer, ChangeEmailRequest request, out EmailAddress address)
    {
        var problems = new FieldProblems();
        problems.Add("email", EmailAddress.Check(request.Email, out address));
        problems.Add("email", address?.Canonical == customer.NormalizedEmail ? "This is your address already." : null);
        problems.Add("current_password", TypedPassword.Check(request.CurrentPassword));
        return problems.ToRefusal();
    }
}

/// <summary>The new address, and the current password as confirmation.</summary>
public sealed class ChangeEmailRequest
{
    /// <summary>At most 191 characters; unique at the merchant.</summary>
    public string? Email { get; set; }
    public string? CurrentPassword { get; set; }
}
