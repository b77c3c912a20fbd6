using Microsoft.Extensions.Options;
using Storefront.Domain;
using Storefront.Platform.Results;

namespace Storefront.Platform.RateLimiting;

/// <summary>Holds the number of mails per merchant and per recipient to what the operator allows an hour.</summary>
public sealed class MailQuota(Attempts attempts, IOptions<RateLimits> limits)
{
    private const string Merchant = "mail-merchant";
    private const string Recipient = "mail-recipient";
    private const string Notice = "mail-notice";
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Counts one mail; a refusal of kind too many when a quota is used up.</summary>
    public Task<Refusal?> TakeAsync(EmailAddress recipient, CancellationToken ct) => TakeAsync([recipient], ct);

    /// <summary>Counts a mail to each of the recipients, none of whom comes twice; a refusal of kind too many when a quota does not suffice for all.</summary>
    public async Task<Refusal?> TakeAsync(IReadOnlyList<EmailAddress> recipients, CancellationToken ct)
    {
        var perRecipient = recipients.Select(recipient => new AttemptWindow(Recipient, recipient.Canonical, limits.Value.MailsPerRecipientPerHour, Window));
        var counted = await attempts.CountAsync([new(Merchant, "all", limits.Value.MailsPerMerchantPerHour, Window, Weight: recipients.Count), .. perRecipient], ct);
        return !counted[0].Fits ? Refusal.TooMany("mail.merchant_quota", "This shop has sent too many mails for now. Try again later.", counted[0].RetryAfter)
            : counted.FirstOrDefault(recipient => !recipient.Fits) is { } full
                ? Refusal.TooMany("mail.recipient_quota", "This address has been sent too many mails for now. Try again later.", full.RetryAfter)
            : null;
    }

    /// <summary>Counts a notice about the account; false when there were enough for now, and then it is left out.</summary>
    /// <remarks>Of its own per recipient: whoever knows the password must not be able to use up the mails by which its owner takes the
    /// account back.</remarks>
    public async Task<bool> TryTakeNoticeAsync(EmailAddress recipient, CancellationToken ct) =>
        (await attempts.CountAsync(Merchant, "all", limits.Value.MailsPerMerchantPerHour, Window, ct)).Fits
        && (await attempts.CountAsync(Notice, recipient.Canonical, limits.Value.MailsPerRecipientPerHour, Window, ct)).Fits;

    /// <summary>Forgets what an erased customer was mailed, as part of the caller's transaction; the address starts afresh.</summary>
    public async Task ForgetAsync(Customer customer, CancellationToken ct)
    {
        await attempts.ForgetAsync(Recipient, customer.NormalizedEmail!, ct);
        await attempts.ForgetAsync(Notice, customer.NormalizedEmail!, ct);
    }
}
