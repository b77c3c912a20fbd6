using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Tells whether this shop's mail is held up just now, so that a page that promises one can say so.</summary>
/// <remarks>It is about the shop's mail as a whole and never about one address, so it gives away nothing about who has an account.</remarks>
public sealed class MailDelay(StorefrontDb db, TimeProvider clock)
{
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(5);

    /// <summary>Whether mail waits after a failed try while nothing has gone out for some minutes.</summary>
    public async Task<bool> IsHeldUpAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Recently;
        return await db.OutboxMails.AnyAsync(mail => mail.State == OutboxState.Queued && mail.Attempts > 0, ct)
            && !await db.OutboxMails.AnyAsync(mail => mail.SentAt >= since, ct);
    }
}
