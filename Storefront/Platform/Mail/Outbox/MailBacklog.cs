using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Lists for the operator the merchants with unsent mail: how much waits, since when, how much was given up, and the last
/// problem.</summary>
/// <remarks>Counts and reasons only: rows name nobody, and reasons are stored without addresses.</remarks>
public sealed class MailBacklog(StorefrontDb db)
{
    /// <summary>Whether a mail of any merchant has not been tried yet.</summary>
    public Task<bool> HasUntriedAsync(CancellationToken ct) => db.OutboxMails.IgnoreQueryFilters([StorefrontDb.TenantFilter])
        .AnyAsync(mail => mail.State == OutboxState.Queued && mail.Attempts == 0, ct);

    public async Task<IReadOnlyList<UnsentMail>> ReadAsync(CancellationToken ct)
    {
        var unsent = db.OutboxMails.IgnoreQueryFilters([StorefrontDb.TenantFilter]).Where(mail => mail.State != OutboxState.Sent);
        var counts = await unsent.GroupBy(mail => new { mail.MerchantId, mail.State })
            .Select(mails => new { mails.Key.MerchantId, mails.Key.State, Count = mails.Count(), Since = mails.Min(mail => mail.CreatedAt) })
            .ToListAsync(ct);
        var backlog = new List<UnsentMail>();
        foreach (var shop in counts.GroupBy(count => count.MerchantId).OrderBy(shop => shop.Key))
        {
            var (waiting, parked) =
                (shop.FirstOrDefault(count => count.State == OutboxState.Queued), shop.FirstOrDefault(count => count.State == OutboxState.Parked));
            backlog.Add(new(
                shop.Key,
                await db.Merchants.Where(merchant => merchant.Id == shop.Key).Select(merchant => merchant.Name).FirstAsync(ct),
                waiting?.Count ?? 0, waiting?.Since, parked?.Count ?? 0,
                await unsent.Where(mail => mail.MerchantId == shop.Key && mail.LastProblem != null).OrderByDescending(mail => mail.NextAttemptAt)
                    .Select(mail => mail.LastProblem).FirstOrDefaultAsync(ct)));
        }

        return backlog;
    }
}

/// <summary>The state of one merchant's unsent mail.</summary>
public sealed record UnsentMail(long MerchantId, string MerchantName, int Waiting, DateTimeOffset? Since, int GivenUp, string? LastProblem);
