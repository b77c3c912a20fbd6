using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Webhooks;

/// <summary>Sends one leased delivery and records what came of it; never throws because of a receiver.</summary>
public sealed class WebhookSender(
    StorefrontDb db, WebhookClient client, WebhookReceivers receivers, TimeProvider clock, ILogger<WebhookSender> log)
{
    /// <summary>Sends it; returns until when the next one of its stream must wait, or null.</summary>
    public async Task<DateTimeOffset?> SendAsync(WebhookReceiver receiver, WebhookDelivery delivery, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // The batch waits its turn: meanwhile the customer may have been erased, or the lease have expired.
        if (!await Held(delivery).AnyAsync(row => row.LeasedUntil > now, ct))
        {
            return null;
        }

        var answer = await client.SendAsync(receiver.Hook, new(delivery.MessageId, delivery.Event, delivery.CreatedAt, delivery.Body), ct);
        var next = await MarkAsync(receiver, delivery, answer);
        await receivers.NoteAsync(receiver, answer);
        return next;
    }

    /// <summary>Returns it untried, to be due again at the given time; returns that time.</summary>
    public async Task<DateTimeOffset?> PutOffAsync(WebhookDelivery delivery, DateTimeOffset until)
    {
        await Held(delivery).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.NextAttemptAt, until).SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null),
            CancellationToken.None);
        return until;
    }

    // Also while the program stops: what is delivered and not marked is sent again.
    private async Task<DateTimeOffset?> MarkAsync(WebhookReceiver receiver, WebhookDelivery delivery, WebhookAnswer answer)
    {
        var now = clock.GetUtcNow();
        var next = answer.IsAccepted || answer.IsGone ? null : WebhookRetrySchedule.NextAfter(delivery, answer.RetryAfter, now);
        var state = answer.IsAccepted ? OutboxState.Sent : next is null ? OutboxState.Parked : OutboxState.Queued;
        var (log, nextAt, finished) =
            (answer.ToAttempt().AppendedTo(delivery.AttemptLog), next ?? delivery.NextAttemptAt, next is null ? now : (DateTimeOffset?)null);
        await MarkAsync(delivery, set => set.SetProperty(row => row.State, state).SetProperty(row => row.Attempts, row => row.Attempts + 1)
            .SetProperty(row => row.AttemptLog, log).SetProperty(row => row.LastStatus, answer.Status)
            .SetProperty(row => row.NextAttemptAt, nextAt).SetProperty(row => row.FinishedAt, finished)
            .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null));
        Tell(receiver, delivery, answer, state);
        return next;
    }

    // A receiver's own words may hold anything, so they are not logged.
    private void Tell(WebhookReceiver receiver, WebhookDelivery delivery, WebhookAnswer answer, OutboxState state)
    {
        if (!answer.IsAccepted)
        {
            log.LogInformation(
                "Delivery {DeliveryId} of webhook {WebhookId} of merchant {MerchantId} failed and is {State}: {Problem}",
                delivery.Id, receiver.Hook.Id, receiver.Merchant.Id, state, answer.Problem);
        }
    }

    private Task<int> MarkAsync(WebhookDelivery delivery, Action<UpdateSettersBuilder<WebhookDelivery>> set) =>
        Held(delivery).ExecuteUpdateAsync(set, CancellationToken.None);

    // Only the holder of the lease may mark the row; an older turn changes nothing.
    private IQueryable<WebhookDelivery> Held(WebhookDelivery delivery) => db.WebhookDeliveries
        .Where(row => row.Id == delivery.Id && row.Lease == delivery.Lease && row.State == OutboxState.Queued);
}
