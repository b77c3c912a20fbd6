using Microsoft.EntityFrameworkCore;
using Storefront.Domain;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Mail;

/// <summary>Sends what the outbox holds, for ever: what is due is leased, sent and marked; what fails is tried again for days.</summary>
/// <remarks>A crash between sending and marking repeats one mail under the same Message-ID and loses none.</remarks>
public sealed class MailDispatcher(IServiceScopeFactory scopes, TimeProvider clock, ILogger<MailDispatcher> log) : BackgroundService
{
    private const int BatchSize = 50;
    private const int SentAtOnce = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Sends everything that is due now and tells how many mails it tried.</summary>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        var batch = await LeaseAsync(ct);
        await Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = SentAtOnce, CancellationToken = ct }, async (mail, token) =>
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<MailSending>().SendAsync(mail, token);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // One mail that cannot even be marked must not take the others of its batch along; its lease runs out.
                log.LogError("Mail {MailId} had a bad turn: {Problem}", mail.Id, problem.GetType().Name);
            }
        });
        return batch.Count;
    }

    /// <summary>Frees what a former run left leased when it was killed, so that its mail goes out at once.</summary>
    /// <remarks>Only SQLite can know: it has this one dispatcher. Elsewhere another node may be sending, and leases run out.</remarks>
    public async Task FreeLeasesOfFormerRunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        if (db.Database.IsSqlite())
        {
            await db.AloneAsync(() => db.OutboxMails.IgnoreQueryFilters([StorefrontDb.TenantFilter]).Where(mail => mail.LeasedUntil != null)
                .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.LeasedUntil, (DateTimeOffset?)null), ct), ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isFresh = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (isFresh)
                {
                    await FreeLeasesOfFormerRunAsync(stoppingToken);
                    isFresh = false;
                }

                if (await SendDueAsync(stoppingToken) == 0)
                {
                    await Task.Delay(Pause, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                // One bad turn (a locked database, say) must not end the sending of mail.
                log.LogError("The mail dispatcher had a bad turn: {Problem}", problem.GetType().Name);
                await Task.Delay(Pause * 4, stoppingToken);
            }
        }
    }

    private async Task<List<OutboxMail>> LeaseAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        var now = clock.GetUtcNow();
        var everyMerchants = db.OutboxMails.IgnoreQueryFilters([StorefrontDb.TenantFilter]);
        var due = everyMerchants.Where(mail => mail.State == OutboxState.Queued && mail.NextAttemptAt <= now && (mail.LeasedUntil == null || mail.LeasedUntil <= now));
        if (!await due.AnyAsync(ct))
        {
            return [];
        }

        var lease = Guid.CreateVersion7();
        var first = due.OrderBy(mail => mail.NextAttemptAt).Take(BatchSize).Select(mail => mail.Id);

        // Asked again of every row: the same ones may just have been leased by another node.
        await db.AloneAsync(() => due.Where(mail => first.Contains(mail.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(mail => mail.Lease, lease).SetProperty(mail => mail.LeasedUntil, now + Lease), ct), ct);
        return await everyMerchants.AsNoTracking().Where(mail => mail.Lease == lease).OrderBy(mail => mail.Id).ToListAsync(ct);
    }
}
