using Microsoft.EntityFrameworkCore;
using Storefront.Domain;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Mail;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;
using Storefront.Platform.Web;

namespace Storefront.Features.Accounts.Email;

/// <summary>Mails a code to the address the customer wants to use from now on, and tells the present address; nothing changes yet.</summary>
/// <remarks>The current password is asked, and wrong ones count towards the lock-out. A newer code voids the older. Only somebody who
/// has given the password learns that an address is taken here.</remarks>
public sealed class ChangeEmail(
    StorefrontDb db, PasswordTries tries, Platform.Sessions.Sessions sessions, ShortCodes codes, MailQuota quota, MailOutbox outbox, ShopLinks links, AuditTrail audit, TimeProvider clock)
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

        _ = EmailAddress.Check(asking.Email, out var present);
        var verification = await tries.VerifyAsync(caller, present, asking, request.CurrentPassword!, ct);
        if (verification.Refusal is { } refusal)
        {
            return refusal;
        }

        return verification.Value.Fits ? await db.InTransactionAsync(() => SendCodeAsync(caller, address, ct), ct) : EmailErrors.WrongPassword;
    }

    private async Task<Result<EmailChange>> SendCodeAsync(Caller caller, EmailAddress address, CancellationToken ct)
    {
        if (await sessions.HoldCustomerAsync(caller, ct) is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        if (await db.Customers.AnyAsync(row => row.NormalizedEmail == address.Canonical, ct))
        {
            return EmailErrors.Taken;
        }

        if (await quota.TakeAsync(address, ct) is { } exhausted)
        {
            return exhausted;
        }

        await db.EmailChanges.Where(row => row.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
        var (code, hash, key) = codes.New();
        var now = clock.GetUtcNow();
        var change = new EmailChange
        {
            MerchantId = customer.MerchantId,
            Customer = customer,
            Email = address.Text,
            CodeHash = hash,
            Key = key,
            CreatedAt = now,
            ExpiresAt = now + EmailChange.Lifetime,
        };
        db.EmailChanges.Add(change);
        var stop = caller.Merchant.PrimaryHost is null ? null : links.To(caller.Merchant, ShopPages.Password);
        outbox.Add(address.Text, customer.LanguageAt(caller.Merchant), new EmailCodeMail(code, customer.Firstname), owner: customer);
        outbox.Add(customer.Email!, customer.LanguageAt(caller.Merchant), new EmailChangeNoticeMail(customer.Firstname, stop), owner: customer);
        audit.Add("customer.email_change_asked", customer.SubjectId);
        return change;
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
