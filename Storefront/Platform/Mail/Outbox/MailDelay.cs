using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Says whether this merchant's mail is delayed now, so that a page that promises a mail can say so.</summary>
/// <remarks>It is about all of the merchant's mail, never about one address, so it reveals no account.</remarks>
public sealed class MailDelay(StorefrontDb db, TimeProvider clock)
{
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(5);

    /// <summary>Whether mail waits after a failed attempt while none was sent for some minutes.</summary>
    public async Task<bool> IsHeldUpAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Recently;
        return await db.OutboxMails.AnyAsync(mail => mail.State == OutboxState.Queued && mail.Attempts > 0, ct)
            && !await db.OutboxMails.AnyAsync(mail => mail.SentAt >= since, ct);
    }
}
