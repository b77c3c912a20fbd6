using Microsoft.Extensions.Options;
using Storefront.Domain;
using Storefront.Platform.Results;

namespace Storefront.Platform.RateLimiting;

/// <summary>Holds the number of mails per merchant and per recipient to what the operator allows an hour.</summary>
/// <remarks>A recipient is a customer, or an address that is nobody's yet.</remarks>
public sealed class MailQuota(Attempts attempts, IOptions<RateLimits> limits)
{
    private const string Recipient = "mail-recipient";
    private const string Notice = "mail-notice";
    private static readonly string _merchantKey = Attempts.Key("mail-merchant", "all");
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private AttemptWindow OfMerchant => new(_merchantKey, limits.Value.MailsPerMerchantPerHour, Window);

    /// <summary>Counts one mail to a saved customer; a refusal of kind too many when a quota is used up.</summary>
    public Task<Refusal?> TakeAsync(Customer recipient, CancellationToken ct) => TakeAsync([recipient], ct);

    /// <summary>Counts a mail to each of the saved customers, none of whom comes twice; a refusal of kind too many when a quota does not suffice for all.</summary>
    public Task<Refusal?> TakeAsync(IReadOnlyList<Customer> recipients, CancellationToken ct) => TakeAsync([.. recipients.Select(recipient => Attempts.Key(Recipient, recipient))], ct);

    /// <summary>Counts one mail to an address that is no customer's yet; a refusal of kind too many when a quota is used up.</summary>
    public Task<Refusal?> TakeAsync(EmailAddress recipient, CancellationToken ct) => TakeAsync([Attempts.Key(Recipient, recipient.Canonical)], ct);

    /// <summary>Counts a notice about the account; false when there were enough for now, and then it is left out.</summary>
    /// <remarks>Of its own per recipient: whoever knows the password must not be able to use up the mails by which its owner takes the
    /// account back.</remarks>
    public async Task<bool> TryTakeNoticeAsync(Customer recipient, CancellationToken ct) =>
        (await attempts.CountAsync(OfMerchant, ct)).Fits && (await attempts.CountAsync(OfRecipient(Attempts.Key(Notice, recipient)), ct)).Fits;

    /// <summary>Forgets what an erased customer was mailed, as part of the caller's transaction; the address starts afresh.</summary>
    public async Task ForgetAsync(Customer customer, CancellationToken ct)
    {
        await attempts.ForgetAsync(Attempts.Key(Recipient, customer), ct);
        await attempts.ForgetAsync(Attempts.Key(Notice, customer), ct);
    }

    /// <summary>Forgets what an address was mailed while it was nobody's, as part of the transaction that makes it a customer's.</summary>
    public Task ForgetAsync(EmailAddress address, CancellationToken ct) => attempts.ForgetAsync(Attempts.Key(Recipient, address.Canonical), ct);

    private AttemptWindow OfRecipient(string key) => new(key, limits.Value.MailsPerRecipientPerHour, Window);

    private async Task<Refusal?> TakeAsync(IReadOnlyList<string> recipients, CancellationToken ct)
    {
        var counted = await attempts.CountAsync([OfMerchant with { Weight = recipients.Count }, .. recipients.Select(OfRecipient)], ct);
        return !counted[0].Fits ? Refusal.TooMany("mail.merchant_quota", "This shop has sent too many mails for now. Try again later.", counted[0].RetryAfter)
            : counted.FirstOrDefault(recipient => !recipient.Fits) is { } full
                ? Refusal.TooMany("mail.recipient_quota", "This address has been sent too many mails for now. Try again later.", full.RetryAfter)
            : null;
    }
}
