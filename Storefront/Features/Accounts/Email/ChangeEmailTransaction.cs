using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Email;

/// <summary>The transaction of ChangeEmail: a code for the new address, and a link for the present one that stops the change.</summary>
public sealed class ChangeEmailTransaction(
    StorefrontDb db, Platform.Sessions.Sessions sessions, ShortCodes codes, OneTimeTokens tokens, MailBudgets budgets, MailOutbox outbox,
    ShopLinks links, AuditTrail audit, TimeProvider clock)
{
    public static readonly TimeSpan StopLifetime = TimeSpan.FromHours(1) + EmailChange.Lifetime;

    /// <summary>Adds the change and both mails, or refuses and changes nothing; an older change is replaced.</summary>
    public async Task<Result<EmailChange>> RunAsync(Caller caller, EmailAddress address, CancellationToken ct)
    {
        if (await sessions.HoldCustomerAsync(caller, ct) is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        if (await db.Customers.AnyAsync(row => row.NormalizedEmail == address.Canonical, ct))
        {
            return EmailErrors.Taken;
        }

        var taken = await budgets.TakeCodeAsync(address, customer, caller, ct);
        if (taken.IsRefused)
        {
            return taken.Refusal!;
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
        outbox.Add(taken.Value, customer.LanguageAt(caller.Merchant), new EmailCodeMail(code, customer.Firstname, change.ExpiresAt), owner: customer);
        if (await budgets.TryTakeNoticeAsync(customer, NoticeSubject.AddressChange, ct) is { } allowance)
        {
            var stop = caller.Merchant.PrimaryHost is null ? null : await StopLinkAsync(caller.Merchant, customer, ct);
            outbox.Add(allowance, customer.LanguageAt(caller.Merchant), new EmailChangeNoticeMail(customer.Firstname, stop), owner: customer);
        }

        audit.Add("customer.email_change_asked", customer.SubjectId);
        return change;
    }

    // Valid as long as any code that is requested within the hour in which no second notice is mailed.
    private async Task<string> StopLinkAsync(Merchant merchant, Customer customer, CancellationToken ct)
    {
        var (_, secret) = await tokens.IssueAsync(customer, TokenPurpose.StopEmailChange, LinkLifetime.For(StopLifetime), ct);
        return links.To(merchant, ShopPages.StopEmailChange, MailedLinkPage.Values(customer, merchant, secret));
    }
}
