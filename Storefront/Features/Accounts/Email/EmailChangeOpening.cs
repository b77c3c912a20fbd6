using Microsoft.EntityFrameworkCore;
using Storefront.Domain;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Mail;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;
using Storefront.Platform.Web;

namespace Storefront.Features.Accounts.Email;

/// <summary>What happens in the one transaction of asking for another address: the code to the new one, and a link that stops it to the present one.</summary>
public sealed class EmailChangeOpening(
    StorefrontDb db, Platform.Sessions.Sessions sessions, ShortCodes codes, OneTimeTokens tokens, MailQuota quota, MailOutbox outbox, ShopLinks links, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Adds the change and both mails, or refuses with nothing changed; an older change is replaced.</summary>
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
        var stop = caller.Merchant.PrimaryHost is null ? null : await StopLinkAsync(caller.Merchant, customer, ct);
        outbox.Add(address.Text, customer.LanguageAt(caller.Merchant), new EmailCodeMail(code, customer.Firstname), owner: customer);
        outbox.Add(customer.Email!, customer.LanguageAt(caller.Merchant), new EmailChangeNoticeMail(customer.Firstname, stop), owner: customer);
        audit.Add("customer.email_change_asked", customer.SubjectId);
        return change;
    }

    // Works as long as the code does: afterwards there is nothing to stop.
    private async Task<string> StopLinkAsync(Merchant merchant, Customer customer, CancellationToken ct)
    {
        var (_, secret) = await tokens.IssueAsync(customer, TokenPurpose.StopEmailChange, EmailChange.Lifetime, ct);
        return links.To(merchant, ShopPages.StopEmailChange, MailedLinkPage.Values(customer, merchant, secret));
    }
}
