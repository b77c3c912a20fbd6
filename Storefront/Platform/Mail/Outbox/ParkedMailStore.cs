using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Shows the operator the parked mails, and queues them again or deletes them.</summary>
/// <remarks>Addresses are masked, and no content is shown.</remarks>
public sealed class ParkedMailStore(StorefrontDb db, MailContentProtector protector, WalTruncator truncator, TimeProvider clock)
{
    private const int MostListed = 50;

    /// <summary>The parked mails, newest first.</summary>
    public Task<List<OutboxMail>> ListAsync(CancellationToken ct) =>
        Parked().AsNoTracking().OrderByDescending(mail => mail.Id).Take(MostListed).ToListAsync(ct);

    /// <summary>An unsent mail, or null.</summary>
    public Task<OutboxMail?> FindAsync(long id, CancellationToken ct) =>
        EveryMerchants().AsNoTracking().FirstOrDefaultAsync(mail => mail.Id == id && mail.State != OutboxState.Sent, ct);

    /// <summary>The recipient, masked.</summary>
    public string RecipientOf(OutboxMail mail)
    {
        try
        {
            var recipient = mail.Content.Length == 0 ? "" : protector.Unprotect<MailContent>(mail.Content).Recipient;
            return EmailAddress.Check(recipient, out var address) is null ? address.Masked : "(erased)";
        }
        catch (CryptographicException)
        {
            return "(unreadable: the key ring lacks its key)";
        }
    }

    /// <summary>Queues it as if it had never been tried; false when it is not parked or has no content left.</summary>
    public async Task<bool> RetryAsync(long id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await Parked().Where(mail => mail.Id == id && mail.Content != "").ExecuteUpdateAsync(
            set => set.SetProperty(mail => mail.State, OutboxState.Queued).SetProperty(mail => mail.NextAttemptAt, now)
                .SetProperty(mail => mail.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(mail => mail.Attempts, 0).SetProperty(mail => mail.Unanswered, 0),
            ct) == 1;
    }

    /// <summary>Deletes it; false when it is not parked.</summary>
    public async Task<bool> DropAsync(long id, CancellationToken ct)
    {
        var isDropped = await Parked().Where(mail => mail.Id == id).ExecuteDeleteAsync(ct) == 1;
        if (isDropped)
        {
            await truncator.TryTruncateAsync(ct);
        }

        return isDropped;
    }

    private IQueryable<OutboxMail> Parked() => EveryMerchants().Where(mail => mail.State == OutboxState.Parked);

    private IQueryable<OutboxMail> EveryMerchants() => db.OutboxMails.IgnoreQueryFilters([StorefrontDb.TenantFilter]);
}
