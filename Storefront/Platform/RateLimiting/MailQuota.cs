using Microsoft.Extensions.Options;
using Storefront.Domain;
using Storefront.Platform.Results;

namespace Storefront.Platform.RateLimiting;

/// <summary>Holds the number of mails per merchant and per recipient to what the operator allows an hour.</summary>
public sealed class MailQuota(Attempts attempts, IOptions<RateLimits> limits)
{
    private const string Merchant = "mail-merchant";
    private const string Recipient = "mail-recipient";
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Counts one mail; a refusal of kind too many when a quota is used up.</summary>
    public async Task<Refusal?> TakeAsync(EmailAddress recipient, CancellationToken ct)
    {
        var counted = await attempts.CountAsync(
            [new(Merchant, "all", limits.Value.MailsPerMerchantPerHour, Window), new(Recipient, recipient.Canonical, limits.Value.MailsPerRecipientPerHour, Window)], ct);
        return !counted[0].Fits ? Refusal.TooMany("mail.merchant_quota", "This shop has sent too many mails for now. Try again later.", counted[0].RetryAfter)
            : !counted[1].Fits ? Refusal.TooMany("mail.recipient_quota", "This address has been sent too many mails for now. Try again later.", counted[1].RetryAfter)
            : null;
    }

    /// <summary>Forgets what an erased customer was mailed, as part of the caller's transaction; the address starts afresh.</summary>
    public Task ForgetAsync(Customer customer, CancellationToken ct) => attempts.ForgetAsync(Recipient, customer.NormalizedEmail!, ct);
}
