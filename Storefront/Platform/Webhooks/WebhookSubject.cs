using System.Globalization;

namespace Storefront.Platform.Webhooks;

/// <summary>What an event is about: events about one subject reach a receiver in their order.</summary>
public sealed record WebhookSubject
{
    private WebhookSubject(string kind, long id) => Stream = string.Create(CultureInfo.InvariantCulture, $"{kind}:{id}");

    internal string Stream { get; }

    /// <summary>The customer whose erasure deletes the event's rows; null where nothing in them is personal.</summary>
    internal long? CustomerId { get; private init; }
    internal Guid? ReceiptId { get; private init; }

    /// <summary>A customer; what is told about one is deleted with the customer.</summary>
    public static WebhookSubject Customer(long id) => new("customer", id) { CustomerId = id };

    /// <summary>A customer who is being erased; the event must name nobody.</summary>
    public static WebhookSubject LeavingCustomer(long id, Guid? receiptId = null) => new("customer", id) { ReceiptId = receiptId };

    /// <summary>A batch; the event must name nobody.</summary>
    public static WebhookSubject Batch(long id) => new("batch", id);
}
