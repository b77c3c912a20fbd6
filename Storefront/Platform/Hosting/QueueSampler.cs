using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Sqlite;
using Storefront.Platform.Telemetry;

namespace Storefront.Platform.Hosting;

/// <summary>Reads every 15 seconds how much waits in the database and since when, and tells it with the lengths of the queues in
/// memory.</summary>
/// <remarks>Registered only where somebody reads the metrics. Every node tells the same of the database.</remarks>
internal sealed class QueueSampler : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly ILogger<QueueSampler> _log;
    private volatile Sample _sample = new(0, 0, 0, 0, 0, 0);

    public QueueSampler(IServiceProvider services, IServiceScopeFactory scopes, IMeterFactory meters, TimeProvider clock, ILogger<QueueSampler> log)
    {
        (_scopes, _clock, _log) = (scopes, clock, log);
        var meter = meters.Create(Meters.MeterName);
        Gauge("storefront.mail.waiting", "{mail}", "Mails that are due and not sent", sample => sample.Mails);
        Gauge("storefront.mail.oldest", "s", "Age of the oldest mail that is due and not sent", sample => sample.OldestMail);
        Gauge("storefront.mail.parked", "{mail}", "Mails set aside for a person", sample => sample.Parked);
        Gauge("storefront.webhook.waiting", "{delivery}", "Webhook deliveries that are due and not accepted", sample => sample.Deliveries);
        Gauge("storefront.webhook.oldest", "s", "Age of the oldest webhook delivery that is due", sample => sample.OldestDelivery);
        Gauge("storefront.batch.running", "{batch}", "Batches that are not finished", sample => sample.Batches);
        var hashing = services.GetRequiredService<PasswordHashingPool>();
        meter.CreateObservableGauge("storefront.hashing.waiting", () => hashing.Waiting, "{password}", "Passwords that wait to be hashed");
        if (services.GetService<GroupCommit>() is { } commits)
        {
            meter.CreateObservableGauge("storefront.writer.waiting", () => commits.Waiting, "{write}", "Writes that wait for SQLite's writer");
        }

        void Gauge(string name, string unit, string description, Func<Sample, double> value) =>
            meter.CreateObservableGauge(name, () => value(_sample), unit, description);
    }

    /// <summary>Reads the queues of the database once.</summary>
    public async Task ReadAsync(CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        var now = _clock.GetUtcNow();
        var mails = db.OutboxMails.IgnoreQueryFilters([StorefrontDb.TenantFilter]);
        var dueMails = mails.Where(mail => mail.State == OutboxState.Queued && (mail.NextAttemptAt <= now || mail.Attempts > 0));
        var dueDeliveries = db.WebhookDeliveries.IgnoreQueryFilters([StorefrontDb.TenantFilter])
            .Where(delivery => delivery.State == OutboxState.Queued && (delivery.NextAttemptAt <= now || delivery.Attempts > 0));
        _sample = new(
            await dueMails.CountAsync(ct), AgeOf(await dueMails.MinAsync(mail => (DateTimeOffset?)mail.CreatedAt, ct)),
            await mails.CountAsync(mail => mail.State == OutboxState.Parked, ct),
            await dueDeliveries.CountAsync(ct), AgeOf(await dueDeliveries.MinAsync(delivery => (DateTimeOffset?)delivery.CreatedAt, ct)),
            await db.InvitationBatches.IgnoreQueryFilters([StorefrontDb.TenantFilter]).CountAsync(batch => batch.FinishedAt == null, ct));

        double AgeOf(DateTimeOffset? since) => since is { } moment ? Math.Max((now - moment).TotalSeconds, 0) : 0;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, _clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                _log.LogDebug("The queues were not counted: {Problem}", StorageFault.NameOf(problem));
            }
            catch (OperationCanceledException)
            {
                // Stopping.
            }
        }
    }

    private sealed record Sample(double Mails, double OldestMail, double Parked, double Deliveries, double OldestDelivery, double Batches);
}
