using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Passwords;

/// <summary>Changes the signed-in customer's password after confirming the current one. Every session ends, and the caller gets a new
/// one.</summary>
/// <remarks>Wrong passwords count towards the sign-in limit. Open links and a pending address change end too, because an intruder may have
/// requested them. A verified address gets a notice. Changes are limited per account and client address.</remarks>
public sealed class ChangePassword(
    StorefrontDb db, PasswordAttemptGuard attempts, PasswordHashing hashing, Platform.Sessions.Sessions sessions, OneTimeTokens tokens,
    KnownDevices devices, MailBudgets budgets, MailOutbox outbox,
    AuditTrail audit)
{
    public async Task<Result<SignedIn>> RunAsync(Caller caller, ChangePasswordRequest request, CancellationToken ct)
    {
        if (caller.Customer is not { } asking)
        {
            return ApiErrors.Unauthenticated;
        }

        if (await budgets.CheckChangesAsync(asking, caller, ct) is { } enough)
        {
            return enough;
        }

        if (Check(caller, asking, request) is { } unfit)
        {
            return unfit;
        }

        _ = EmailAddress.Check(asking.Email, out var address);
        var verification = await attempts.VerifyAsync(caller, address, asking, request.CurrentPassword!, ct);
        if (verification.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!verification.Value.Fits)
        {
            return PasswordRefusals.WrongCurrent;
        }

        var hash = await hashing.HashAsync(caller, request.Password!, ct);
        return hash.Refusal is { } busy ? busy : await db.InTransactionAsync(() => ChangeAsync(caller, asking, hash.Value, ct), ct);
    }

    private async Task<Result<SignedIn>> ChangeAsync(Caller caller, Customer asking, string hash, CancellationToken ct)
    {
        if (await sessions.HoldCustomerAsync(caller, ct) is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        // Checking and hashing took time: the password may have changed meanwhile.
        if (customer.PasswordHash != asking.PasswordHash)
        {
            return PasswordRefusals.WrongCurrent;
        }

        if (await budgets.CountChangeAsync(customer, caller, ct) is { } enough)
        {
            return enough;
        }

        customer.SetPasswordHash(hash);
        await sessions.EndAllAsync(customer.Id, except: null, ct);
        await tokens.VoidAllAsync(customer, ct);
        await devices.ForgetAsync(customer, except: caller, ct);
        await db.EmailChanges.Where(change => change.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
        var secret = Secret.New();
        sessions.Open(customer, caller.Door, secret, caller);
        if (await budgets.TryTakeNoticeAsync(customer, NoticeSubject.Password, ct) is { } allowance)
        {
            outbox.Add(allowance, customer.LanguageAt(caller.Merchant), new PasswordChangedMail(customer.Firstname), owner: customer);
        }

        audit.Add("customer.password_changed", customer.SubjectId);
        return new SignedIn(customer, secret);
    }

    private static Refusal? Check(Caller caller, Customer customer, ChangePasswordRequest request)
    {
        var problems = new FieldProblems();
        problems.Add("current_password", TypedPassword.Check(request.CurrentPassword));
        problems.Add(
            "password",
            PasswordRules.Check(
                request.Password, new(customer.Email, customer.Firstname, customer.Lastname, caller.Merchant.Name, caller.Merchant.PrimaryHost)));
        problems.Add("password_confirmation", string.IsNullOrEmpty(request.PasswordConfirmation) ? PasswordConfirmation.Missing : null);
        return problems.ToRefusal()
            ?? (PasswordConfirmation.Check(request.Password, request.PasswordConfirmation) is null ? null : PasswordRefusals.Different);
    }
}

/// <summary>The current password, and the new one twice.</summary>
public sealed class ChangePasswordRequest
{
    public string? CurrentPassword { get; set; }

    /// <summary>12 to 191 characters.</summary>
    public string? Password { get; set; }
    public string? PasswordConfirmation { get; set; }
}
