using Storefront.Platform.RateLimiting;

namespace Storefront.Platform.Identity;

/// <summary>Mails a pending customer the invitation again. The invitation feature implements it for the account feature.</summary>
public interface IPendingCustomerNotifier
{
    /// <summary>Adds the mail to the caller's transaction; a revoked invitation is not sent again.</summary>
    Task SendAgainAsync(Merchant merchant, Customer customer, MailAllowance allowance, CancellationToken ct);
}
