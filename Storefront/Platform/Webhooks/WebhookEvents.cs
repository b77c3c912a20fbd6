using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Webhooks;

/// <summary>Adds an event to the caller's transaction, a row for each webhook that wants it: it is sent if the transaction commits, and never
/// otherwise.</summary>
/// <remarks>Where no webhook wants the event, it costs one look-up in memory: data are read only when somebody gets them.</remarks>
public sealed class WebhookEvents(StorefrontDb db, CurrentMerchant currentMerchant, WebhookDirectory directory, TimeProvider clock)
{
    // A delivery that is being sent ends by then; whatever is told about an erased customer must not arrive after the erasure.
    private static readonly TimeSpan UntilNothingIsOnItsWay = WebhookClient.LongestAnswer + TimeSpan.FromSeconds(5);

    /// <summary>Adds an event.</summary>
    /// <param name="type">One of <see cref="WebhookEventTypes"/>.</param>
    /// <param name="about">What it is about.</param>
    /// <param name="data">Its data: numbers, state, times and the address; never a link, a token or a password.</param>
    /// <param name="ct">Ends the work.</param>
    public ValueTask AddAsync(string type, WebhookSubject about, Func<object> data, CancellationToken ct) =>
        AddAsync(type, about, () => ValueTask.FromResult<object?>(data()), ct);

    /// <summary>Adds an event whose data are read for it; null data add nothing.</summary>
    public async ValueTask AddAsync(string type, WebhookSubject about, Func<ValueTask<object?>> data, CancellationToken ct)
    {
        var wanted = (await directory.OfAsync(db, currentMerchant.Id, ct)).Where(hook => hook.Events.Contains(type)).ToList();
        if (wanted.Count == 0 || await data() is not { } read)
        {
            return;
        }

        var message = NewMessage(type, read);
        foreach (var hook in wanted)
        {
            Add(hook.WebhookId, about, message, wait: default);
        }
    }

    /// <summary>Adds an event for one webhook only.</summary>
    public void AddFor(Webhook hook, string type, WebhookSubject about, object data) => Add(hook.Id, about, NewMessage(type, data), wait: default);

    /// <summary>Adds the event of an erasure, which names nobody: the customer's number and the receipt. It arrives after everything that is
    /// being sent about the customer.</summary>
    /// <param name="customerId">The erased customer.</param>
    /// <param name="receipt">The receipt.</param>
    /// <param name="isOnItsWay">Whether something about the customer was being sent when the erasure began.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task AddDeletionAsync(long customerId, DeletionReceipt receipt, bool isOnItsWay, CancellationToken ct)
    {
        const string type = WebhookEventTypes.CustomerDeleted;
        var about = WebhookSubject.LeavingCustomer(customerId, receipt.Id);
        var message = NewMessage(type, new DeletedCustomerPayload(customerId, receipt.Id, receipt.Check));
        foreach (var hook in (await directory.OfAsync(db, currentMerchant.Id, ct)).Where(hook => hook.Events.Contains(type)))
        {
            Add(hook.WebhookId, about, message, isOnItsWay ? UntilNothingIsOnItsWay : default);
        }
    }

    /// <summary>Whether something about a customer is being sent; nothing else begins to be until the transaction ends.</summary>
    public async ValueTask<bool> AreOnTheirWayAsync(long customerId, CancellationToken ct)
    {
        if ((await directory.OfAsync(db, currentMerchant.Id, ct)).Count == 0)
        {
            return false;
        }

        // Locked first: no dispatcher leases another one meanwhile.
        var now = clock.GetUtcNow();
        var waiting = db.WebhookDeliveries.Where(row => row.CustomerId == customerId && row.State == OutboxState.Queued);
        return await waiting.ExecuteUpdateAsync(set => set.SetProperty(row => row.Lease, row => row.Lease), ct) > 0
            && await waiting.AnyAsync(row => row.LeasedUntil > now, ct);
    }

    /// <summary>A new message in the format of Standard Webhooks, with a name of its own.</summary>
    public WebhookMessage NewMessage(string type, object data)
    {
        var now = clock.GetUtcNow();
        return new($"msg_{Guid.CreateVersion7(now):N}", type, now, JsonSerializer.Serialize(new Envelope(type, now, data), ApiJson.Options));
    }

    private void Add(long webhookId, WebhookSubject about, WebhookMessage message, TimeSpan wait) => db.Insert(new WebhookDelivery
    {
        MerchantId = currentMerchant.Id,
        WebhookId = webhookId,
        CustomerId = about.CustomerId,
        MessageId = message.Id,
        Event = message.Type,
        Body = message.Body,
        Stream = about.Stream,
        ReceiptId = about.ReceiptId,
        State = OutboxState.Queued,
        CreatedAt = message.At,
        NextAttemptAt = message.At + wait,
    });

    private sealed record Envelope(string Type, DateTimeOffset Timestamp, object Data);
}

/// <summary>A message to receivers: its name, the same for each of them, and what is sent.</summary>
public sealed record WebhookMessage(string Id, string Type, DateTimeOffset At, string Body);
