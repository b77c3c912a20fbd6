using Storefront.Platform.RateLimiting;

namespace Storefront.Platform.Identity;

/// <summary>Mails an invited customer who has no password yet the invitation again. The invitation feature implements it for the account feature.</summary>
public interface IPendingCustomerNotifier
{
    /// <summary>Writes the mail as part of the caller's transaction; an invitation that the merchant withdrew is not sent again.</summary>
    Task SendAgainAsync(Merchant merchant, Customer customer, MailAllowance allowance, CancellationToken ct);
}
