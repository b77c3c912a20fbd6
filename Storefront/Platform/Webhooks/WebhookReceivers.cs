using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Platform.Webhooks;

/// <summary>Knows how each webhook's receiver is: failing, resting, paused after five days, ended by a 410.</summary>
public sealed class WebhookReceivers(
    StorefrontDb db, WebhookDirectory directory, IWebhookPauseNotifier notifier, AuditTrail audit, TimeProvider clock)
{
    /// <summary>How long a receiver may fail before its webhook is paused.</summary>
    public static readonly TimeSpan LongestFailing = TimeSpan.FromDays(5);

    /// <summary>A webhook with its merchant, whichever it is; the scope has no merchant yet.</summary>
    public async Task<WebhookReceiver> ReadAsync(long webhookId, CancellationToken ct)
    {
        var hook = await db.Webhooks.IgnoreQueryFilters([StorefrontDb.TenantFilter]).AsNoTracking().FirstAsync(row => row.Id == webhookId, ct);
        return new(hook, await db.Merchants.AsNoTracking().FirstAsync(merchant => merchant.Id == hook.MerchantId, ct));
    }

    /// <summary>The webhooks of every merchant that want an event; the scope has no merchant.</summary>
    public async Task<List<WebhookReceiver>> ListWantingAsync(string type, CancellationToken ct)
    {
        var hooks = await db.Webhooks.IgnoreQueryFilters([StorefrontDb.TenantFilter]).AsNoTracking()
            .Where(hook => hook.DeletedAt == null && hook.Status != WebhookStatus.Ended)
            .Join(db.Merchants, hook => hook.MerchantId, merchant => merchant.Id, (hook, merchant) => new { hook, merchant }).ToListAsync(ct);
        return [.. hooks.Where(row => row.hook.Events.Contains(type)).Select(row => new WebhookReceiver(row.hook, row.merchant))];
    }

    /// <summary>Notes what an answer says about the receiver itself.</summary>
    public async Task NoteAsync(WebhookReceiver receiver, WebhookAnswer answer)
    {
        if (answer.IsAccepted)
        {
            await RecoverAsync(receiver);
            return;
        }

        if (answer.IsGone)
        {
            await EndAsync(receiver.Hook, WebhookStatusReason.Gone);
            return;
        }

        var now = clock.GetUtcNow();
        if (receiver.Hook.FailingSince is null)
        {
            await Active(receiver.Hook).Where(row => row.FailingSince == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.FailingSince, now));
        }

        receiver.HasTrouble = true;
        if (answer.AsksForRest && !receiver.RestsAt(now))
        {
            await RestAsync(receiver, answer, now);
        }

        if (receiver.Hook.FailingSince <= now - LongestFailing)
        {
            await PauseAsync(receiver, now - LongestFailing);
        }
    }

    /// <summary>Makes everything that waits for an inactive webhook wait on, or gives it up.</summary>
    public async Task<int> HoldWaitingAsync(Webhook hook, CancellationToken ct)
    {
        if (hook.Status == WebhookStatus.Paused && hook.DeletedAt is null)
        {
            return await Waiting(hook).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.NextAttemptAt, WebhookDelivery.Never)
                    .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null),
                ct);
        }

        var now = clock.GetUtcNow();
        return await Waiting(hook).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, OutboxState.Parked).SetProperty(row => row.FinishedAt, now)
                .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null), ct);
    }

    /// <summary>Makes everything that waits for a webhook due now, as after a pause.</summary>
    public Task<int> ReleaseWaitingAsync(Webhook hook, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return Waiting(hook).Where(row => row.NextAttemptAt > now).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, now), ct);
    }

    private async Task RecoverAsync(WebhookReceiver receiver)
    {
        if (receiver.HasTrouble)
        {
            receiver.HasTrouble = false;
            await Active(receiver.Hook).ExecuteUpdateAsync(set => set.SetProperty(row => row.FailingSince, (DateTimeOffset?)null)
                .SetProperty(row => row.RestsUntil, (DateTimeOffset?)null).SetProperty(row => row.Rests, 0));
        }
    }

    private async Task RestAsync(WebhookReceiver receiver, WebhookAnswer answer, DateTimeOffset now)
    {
        var until = WebhookRetrySchedule.RestUntil(receiver.Hook.Rests, answer.RetryAfter, now);
        receiver.RestsUntil = until;
        await Active(receiver.Hook).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.RestsUntil, until).SetProperty(row => row.Rests, row => row.Rests + 1));

        // One statement for all that is due, instead of a turn for every fifty of them.
        await Waiting(receiver.Hook).Where(row => row.NextAttemptAt < until)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, until));
    }

    private async Task PauseAsync(WebhookReceiver receiver, DateTimeOffset since)
    {
        await db.InTransactionAsync<Done>(async () =>
        {
            if (await Active(receiver.Hook).Where(row => row.FailingSince <= since).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Status, WebhookStatus.Paused).SetProperty(row => row.Reason, WebhookStatusReason.Failing)) == 1)
            {
                audit.Add("webhook.paused", $"webhook: {receiver.Hook.Id}");
                await Waiting(receiver.Hook).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, WebhookDelivery.Never));
                await notifier.NotifyAsync(receiver.Merchant, receiver.Hook, CancellationToken.None);
            }

            return Done.Value;
        }, CancellationToken.None);
    }

    private async Task EndAsync(Webhook hook, WebhookStatusReason reason)
    {
        await db.InTransactionAsync<Done>(async () =>
        {
            if (await Active(hook).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Status, WebhookStatus.Ended).SetProperty(row => row.Reason, reason)) == 1)
            {
                audit.Add("webhook.ended", $"webhook: {hook.Id}");
                hook.Status = WebhookStatus.Ended;
                await HoldWaitingAsync(hook, CancellationToken.None);
            }

            return Done.Value;
        }, CancellationToken.None);
        directory.Forget(hook.MerchantId);
    }

    private IQueryable<Webhook> Active(Webhook hook) => db.Webhooks.Where(row => row.Id == hook.Id && row.Status == WebhookStatus.Active);

    private IQueryable<WebhookDelivery> Waiting(Webhook hook) =>
        db.WebhookDeliveries.Where(row => row.WebhookId == hook.Id && row.State == OutboxState.Queued);
}

/// <summary>A webhook during a turn, and what the turn has learnt about its receiver.</summary>
public sealed class WebhookReceiver(Webhook hook, Merchant merchant)
{
    private long _restsUntil = hook.RestsUntil?.UtcTicks ?? 0;

    public Webhook Hook => hook;
    public Merchant Merchant => merchant;

    /// <summary>Until when the receiver rests, or rested last.</summary>
    public DateTimeOffset RestsUntil
    {
        get => new(Interlocked.Read(ref _restsUntil), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _restsUntil, value.UtcTicks);
    }

    /// <summary>Whether the row says that the receiver fails or rests.</summary>
    public bool HasTrouble { get; set; } = hook.FailingSince is not null || hook.Rests > 0;

    public bool RestsAt(DateTimeOffset now) => RestsUntil > now;
}

/// <summary>Tells a merchant that a webhook is paused. A feature implements it.</summary>
public interface IWebhookPauseNotifier
{
    /// <summary>Adds the mail to the transaction that pauses the webhook.</summary>
    Task NotifyAsync(Merchant merchant, Webhook hook, CancellationToken ct);
}
