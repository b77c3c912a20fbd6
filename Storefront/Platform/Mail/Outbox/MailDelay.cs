using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Says whether this merchant's mail is delayed now, so that a page that promises a mail can say so.</summary>
/// <remarks>It is about all of the merchant's mail, never about one address, so it reveals no account.</remarks>
public sealed class MailDelay(StorefrontDb db, TimeProvider clock)
{
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(5);

    /// <summary>Whether mail waits after a failed attempt while none was sent for some minutes.</summary>
    public Task<bool> IsHeldUpAsync(CancellationToken ct) => IsHeldUpAsync(db.OutboxMails, ct);

    /// <summary>The same for all merchants together, as when the mail server does not answer.</summary>
    public Task<bool> IsHeldUpAtEveryMerchantAsync(CancellationToken ct) =>
        IsHeldUpAsync(db.OutboxMails.IgnoreQueryFilters([StorefrontDb.TenantFilter]), ct);

    private async Task<bool> IsHeldUpAsync(IQueryable<OutboxMail> mails, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Recently;
        return await mails.AnyAsync(mail => mail.State == OutboxState.Queued && mail.Attempts > 0, ct)
            && !await mails.AnyAsync(mail => mail.SentAt >= since, ct);
    }
}
