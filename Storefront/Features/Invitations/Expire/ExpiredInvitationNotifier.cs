using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Invitations.Expire;

/// <summary>Tells webhooks every minute which invitations have expired since the last time.</summary>
/// <remarks>An expiry follows from time and has no transaction of its own. Each webhook knows up to when it was told; an invitation that was
/// mailed again meanwhile has not expired.</remarks>
public sealed class ExpiredInvitationNotifier(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ExpiredInvitationNotifier> log)
    : BackgroundService
{
    private const string Type = WebhookEventTypes.InvitationExpired;
    private const int Step = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Runs once and returns how many events were added.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        List<WebhookReceiver> receivers;
        await using (var scope = scopes.CreateAsyncScope())
        {
            receivers = await scope.ServiceProvider.GetRequiredService<WebhookReceivers>().ListWantingAsync(Type, ct);
        }

        var total = 0;
        foreach (var receiver in receivers)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentMerchant>().Set(receiver.Merchant);
            var (db, events) = (scope.ServiceProvider.GetRequiredService<StorefrontDb>(), scope.ServiceProvider.GetRequiredService<WebhookEvents>());
            total += await TellAsync(db, events, receiver.Hook, ct);
        }

        return total;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await Task.Delay(Interval, clock, stoppingToken);
                await RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                log.LogWarning("Expired invitations are told a minute later: {Problem}", StorageFault.NameOf(problem));
            }
        }
    }

    // In steps, so that nobody waits long for the database. Many expire at one moment, so the time moves on with the last step only.
    private async Task<int> TellAsync(StorefrontDb db, WebhookEvents events, Webhook hook, CancellationToken ct)
    {
        var (from, now, last, total) = (hook.ExpiriesToldUntil, clock.GetUtcNow(), 0L, 0);
        for (var count = Step; count == Step; total += count)
        {
            count = (await db.InTransactionAsync<int>(async () =>
            {
                // Another node may just have told all of this.
                var asBefore = db.Webhooks.Where(row => row.Id == hook.Id && row.ExpiriesToldUntil == from);
                if (await asBefore.ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiriesToldUntil, from), ct) == 0)
                {
                    return 0;
                }

                var expired = await db.Invitations.AsNoTracking().Include(row => row.Customer)
                    .Where(row => row.ExpiresAt > from && row.ExpiresAt <= now && row.Id > last)
                    .Where(row => row.AcceptedAt == null && row.RevokedAt == null && row.DeclinedAt == null)
                    .OrderBy(row => row.Id).Take(Step).ToListAsync(ct);
                foreach (var row in expired)
                {
                    var subject = WebhookSubject.Customer(row.CustomerId);
                    events.AddFor(hook, Type, subject, InvitationPayload.Of(row, row.Customer, now));
                }

                last = expired.Count > 0 ? expired[^1].Id : last;
                if (expired.Count < Step)
                {
                    await asBefore.ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiriesToldUntil, now), ct);
                }

                return expired.Count;
            }, ct)).Value;
        }

        return total;
    }
}
