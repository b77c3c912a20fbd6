using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Statements;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Sends the mails of the outbox continuously: leases due mails, sends and marks them; failed ones are retried for days.</summary>
/// <remarks>Merchants are served in parallel turns, so one merchant's slow server or long queue delays no other. A crash between sending
/// and marking repeats one mail once, under the same Message-ID, and loses none.</remarks>
public sealed class MailDispatcher(
    IServiceScopeFactory scopes, OutboxLeaseStore leases, OutboxStatements outbox, TimeProvider clock,
    ILogger<MailDispatcher> log) : BackgroundService
{
    private const int SentAtOnce = 8;
    private const int MostQuickTurns = 8;
    private const int MostTurns = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan QuickTurn = TimeSpan.FromSeconds(10);

    /// <summary>Sends everything that is due now, one turn per merchant, and returns the number of attempted mails.</summary>
    public async Task<int> SendDueAsync(CancellationToken ct) =>
        (await Task.WhenAll((await FindDueShopsAsync(ct)).Select(shop => SendDueOfAsync(shop, ct)))).Sum();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var turns = new Dictionary<long, (Task Turn, long Since)>();
        var isFresh = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (isFresh)
                {
                    await leases.FreeFormerRunAsync(stoppingToken);
                    isFresh = false;
                }

                await StartTurnsAsync(turns, stoppingToken);
                await Task.WhenAny([Task.Delay(Pause, stoppingToken), .. turns.Values.Select(running => running.Turn)]);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception problem)
            {
                // One failed turn (for example a locked database) must not end the sending of mail.
                log.LogError("The mail dispatcher had a bad turn: {Problem}", StorageFault.NameOf(problem));
                await Task.Delay(Pause * 4, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(turns.Values.Select(running => running.Turn));
    }

    // A long turn (a server that answers one merchant's recipients slowly) delays only its own merchant.
    private async Task StartTurnsAsync(Dictionary<long, (Task Turn, long Since)> turns, CancellationToken ct)
    {
        foreach (var (shop, _) in turns.Where(running => running.Value.Turn.IsCompleted))
        {
            turns.Remove(shop);
        }

        var places =
            Math.Min(MostTurns - turns.Count, MostQuickTurns - turns.Values.Count(running => clock.GetElapsedTime(running.Since) < QuickTurn));
        foreach (var shop in places > 0 ? (await FindDueShopsAsync(ct)).Where(shop => !turns.ContainsKey(shop)).Take(places) : [])
        {
            turns[shop] = (TakeTurnAsync(shop, ct), clock.GetTimestamp());
        }
    }

    private async Task TakeTurnAsync(long shop, CancellationToken ct)
    {
        try
        {
            await SendDueOfAsync(shop, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: leased mails are freed at the next start, or when the lease expires.
        }
        catch (Exception problem)
        {
            log.LogError("Merchant {MerchantId} had a bad turn of mail: {Problem}", shop, StorageFault.NameOf(problem));
            await Task.Delay(Pause * 4, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> SendDueOfAsync(long shop, CancellationToken ct)
    {
        var batch = await leases.TakeAsync(shop, ct);
        await leases.WhileKeptAsync(
            batch,
            () => Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = SentAtOnce, CancellationToken = ct }, SendAsync));
        return batch.Count;
    }

    private async ValueTask SendAsync(OutboxMail mail, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OutboxMailSender>().SendAsync(mail, ct);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // A mail that cannot be marked must not stop the rest of its batch; its lease expires.
            log.LogError("Mail {MailId} had a bad turn: {Problem}", mail.Id, StorageFault.NameOf(problem));
        }
    }

    private ValueTask<List<long>> FindDueShopsAsync(CancellationToken ct) => outbox.FindDueAtAnyMerchantAsync(clock.GetUtcNow(), ct);
}
