using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Accounts.Email;

/// <summary>Checks the mailed code and makes the new address the customer's: verified, with its guest orders linked. Every session
/// ends.</summary>
/// <remarks>One guarded UPDATE counts the attempt before the code is checked, so parallel guesses get at most
/// <see cref="EmailChange.MaxTries"/> checks. Links mailed to the former address become invalid, and the former address gets a
/// notice.</remarks>
public sealed class VerifyEmailChange(StorefrontDb db, ShortCodes codes, MoveAddressTransaction move, TimeProvider clock)
{
    public async Task<Result<Customer>> RunAsync(Caller caller, VerifyEmailChangeRequest request, CancellationToken ct)
    {
        if (caller.Customer is not { } asking)
        {
            return ApiErrors.Unauthenticated;
        }

        if (ShortCodes.Read(request.Token) is not { } code)
        {
            return EmailErrors.NoSixDigits;
        }

        if (await db.EmailChanges.AsNoTracking().FirstOrDefaultAsync(row => row.CustomerId == asking.Id, ct) is not { } change)
        {
            return EmailErrors.NoCodeOpen;
        }

        if (!await TryCountAsync(change, ct))
        {
            return change.ExpiresAt <= clock.GetUtcNow() ? EmailErrors.CodeExpired : EmailErrors.TooManyAttempts;
        }

        return codes.Fits(code, change.CodeHash, change.Key)
            ? await db.InTransactionAsync(() => move.RunAsync(caller, change, ct), ct)
            : EmailErrors.WrongCode;
    }

    private async Task<bool> TryCountAsync(EmailChange change, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.EmailChanges
            .Where(row => row.Id == change.Id && row.Tries < EmailChange.MaxTries && row.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), ct) == 1;
    }
}

/// <summary>The transaction of VerifyEmailChange; the order of its steps makes it happen once.</summary>
public sealed class MoveAddressTransaction(
    StorefrontDb db, Platform.Sessions.Sessions sessions, OneTimeTokens tokens, PasswordAttemptGuard attempts, MailBudgets budgets,
    VerifiedEmailEffects verifiedEmail, MailOutbox outbox, WebhookEvents webhooks, AuditTrail audit)
{
    /// <summary>Spends the change and sets the customer's new address, or refuses and changes nothing.</summary>
    public async Task<Result<Customer>> RunAsync(Caller caller, EmailChange change, CancellationToken ct)
    {
        if (await sessions.HoldCustomerAsync(caller, ct) is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        // Used by a parallel call, or replaced by a newer code.
        if (await db.EmailChanges.Where(row => row.Id == change.Id).ExecuteDeleteAsync(ct) == 0)
        {
            return EmailErrors.NoCodeOpen;
        }

        _ = EmailAddress.Check(change.Email, out var address);
        if (await db.Customers.AnyAsync(row => row.NormalizedEmail == address.Canonical, ct))
        {
            return EmailErrors.Taken;
        }

        // Counters under the former address would outlive the account.
        await attempts.ForgetAsync(customer, ct);
        await budgets.ForgetAddressAsync(customer.NormalizedEmail!, ct);
        if (await budgets.TryTakeFarewellAsync(customer, ct) is { } allowance)
        {
            outbox.Add(allowance, customer.LanguageAt(caller.Merchant), new EmailChangedMail(customer.Firstname), owner: customer);
        }

        (customer.Email, customer.NormalizedEmail, customer.EmailVerifiedAt) = (address.Text, address.Canonical, null);
        var linked = await verifiedEmail.MarkAsync(customer, ct);
        await sessions.EndAllAsync(customer.Id, except: null, ct);
        await tokens.VoidAllAsync(customer, ct);
        audit.Add("customer.email_changed", customer.SubjectId, $"orders linked: {linked}");

        await webhooks.AddAsync(
            WebhookEventTypes.CustomerEmailChanged, WebhookSubject.Customer(customer.Id), () => CustomerPayload.Of(customer), ct);

        // The unique index decides who was first; the query above only words the answer.
        return await db.TrySaveAsync(ct) ? customer : EmailErrors.Taken;
    }
}

/// <summary>The six digits of the mail; spaces between them are ignored.</summary>
public sealed class VerifyEmailChangeRequest
{
    public string? Token { get; set; }
}
