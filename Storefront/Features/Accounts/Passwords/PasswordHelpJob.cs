using Storefront.Platform.Links;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Passwords;

/// <summary>Mails the customer of an address a reset link. A pending customer gets the invitation again; an unknown address gets
/// nothing.</summary>
/// <remarks>Within ten minutes of the last link nothing more is mailed, because that link still works.</remarks>
public sealed class PasswordHelpJob(
    MailRecipientResolver recipients, CurrentMerchant tenant, OneTimeTokens tokens, MailBudgets budgets, MailOutbox outbox, ShopLinks links,
    AuditTrail audit) : IDeferredMailJob
{
    public const string JobKind = "password-help";
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(60);

    public string Kind => JobKind;

    public async Task RunAsync(EmailAddress address, CancellationToken ct)
    {
        if (await recipients.FindAsync(address, ct) is not { } customer
            || await tokens.WasJustMailedAsync(customer, TokenPurpose.ResetPassword, ct)
            || await budgets.TakeRecoveryAsync(customer, ct) is not { IsRefused: false, Value: { } allowance })
        {
            return;
        }

        var merchant = tenant.Merchant;
        var (token, secret) = await tokens.IssueAsync(customer, TokenPurpose.ResetPassword, LinkLifetime.For(Lifetime), ct);
        var link = links.To(merchant, ShopPages.ResetPassword, MailedLinkPage.Values(customer, merchant, secret));
        outbox.Add(allowance, customer.LanguageAt(merchant), new ResetPasswordMail(link, customer.Firstname, token.ExpiresAt), owner: customer);
        audit.Add("password.reset_requested", customer.SubjectId);
    }
}
