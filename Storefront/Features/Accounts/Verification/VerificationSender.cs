using Storefront.Platform.Callers;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Verification;

/// <summary>Mails a customer a verification link; the previous link is superseded.</summary>
/// <remarks>Part of the caller's transaction.</remarks>
public sealed class VerificationSender(OneTimeTokens tokens, MailOutbox outbox, MailBudgets budgets, ShopLinks links)
{
    public const int Days = 3;

    /// <summary>Adds the mail, or returns why it cannot be sent now.</summary>
    public async Task<Refusal?> TrySendAsync(Merchant merchant, Customer customer, Caller? caller, CancellationToken ct)
    {
        if (merchant.PrimaryHost is null)
        {
            return VerificationErrors.NoHost;
        }

        var taken = await budgets.TakeVerificationAsync(customer, caller, ct);
        if (taken.IsRefused)
        {
            return taken.Refusal;
        }

        var (token, secret) = await tokens.IssueAsync(customer, TokenPurpose.VerifyAddress, LinkLifetime.ForDays(Days), ct);
        var link = links.To(merchant, ShopPages.VerifyEmail, MailedLinkPage.Values(customer, merchant, secret));
        outbox.Add(taken.Value, customer.LanguageAt(merchant), new VerifyAddressMail(link, customer.Firstname, token.ExpiresAt), owner: customer);
        return null;
    }
}
