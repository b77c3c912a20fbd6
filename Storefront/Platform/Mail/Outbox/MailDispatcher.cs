using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Statements;
using Storefront.Platform.Queues;
using Storefront.Platform.Telemetry;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Sends the mails of the outbox continuously: leases due mails, sends and marks them; failed ones are retried for days.</summary>
/// <remarks>Merchants are served in parallel turns, so one merchant's slow server or long queue delays no other. A crash between sending
/// and marking repeats one mail once, under the same Message-ID, and loses none.</remarks>
public sealed class MailDispatcher(
    IServiceScopeFactory scopes, OutboxLeaseStore leases, OutboxStatements outbox, TimeProvider clock,
    ILogger<MailDispatcher> log) : TurnDispatcher(new(MostQuickTurns: 8, MostTurns: 32, TimeSpan.FromSeconds(10)), clock, log)
{
    private const int SentAtOnce = 8;

    protected override ValueTask<List<long>> FindDueAsync(CancellationToken ct) => outbox.FindDueAtAnyMerchantAsync(Clock.GetUtcNow(), ct);

    protected override async Task<int> TakeTurnAsync(long queue, CancellationToken ct)
    {
        var batch = await leases.TakeAsync(queue, ct);
        await leases.WhileKeptAsync(
            batch,
            () => Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = SentAtOnce, CancellationToken = ct }, SendAsync));
        return batch.Count;
    }

    protected override Task FreeFormerRunAsync(CancellationToken ct) => leases.FreeFormerRunAsync(ct);

    private async ValueTask SendAsync(OutboxMail mail, CancellationToken ct)
    {
        using var span = Activities.StartMail("mail send", mail);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OutboxMailSender>().SendAsync(mail, ct);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // A mail that cannot be marked must not stop the rest of its batch; its lease expires.
            Log.LogError("Mail {MailId} had a bad turn: {Problem}", mail.Id, StorageFault.NameOf(problem));
        }
    }
}
