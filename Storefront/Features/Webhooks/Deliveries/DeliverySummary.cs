using System.Text.Json.Serialization;

namespace Storefront.Features.Webhooks.Deliveries;

/// <summary>A delivery as its merchant sees it.</summary>
public sealed record DeliverySummary
{
    public required long Id { get; init; }
    public required long WebhookId { get; init; }

    /// <summary>The header <c>webhook-id</c>, the same at every attempt.</summary>
    public required string MessageId { get; init; }
    public required string Event { get; init; }
    public required DeliveryStatus Status { get; init; }
    public required long? CustomerId { get; init; }

    /// <summary>How many attempts were made since it was sent, or sent again.</summary>
    public required int Attempts { get; init; }

    /// <summary>The status of the newest answer.</summary>
    public required int? LastStatus { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is tried next; null when it is not, or once the webhook is active again.</summary>
    public required DateTimeOffset? NextTryAt { get; init; }

    /// <summary>When it was accepted or given up.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What is sent, as it is signed; only when one delivery is read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body { get; init; }

    /// <summary>The newest attempts, oldest first; only when one delivery is read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WebhookAttempt>? Log { get; init; }

    public static DeliverySummary Of(WebhookDelivery row) => new()
    {
        Id = row.Id,
        WebhookId = row.WebhookId,
        MessageId = row.MessageId,
        Event = row.Event,
        Status = DeliveryStatuses.Of(row.State),
        CustomerId = row.CustomerId,
        Attempts = row.Attempts,
        LastStatus = row.LastStatus,
        CreatedAt = row.CreatedAt,
        NextTryAt = row.NextTryAt,
        FinishedAt = row.FinishedAt,
    };

    /// <summary>The delivery with its body and its attempts.</summary>
    public static DeliverySummary Whole(WebhookDelivery row) => Of(row) with
    {
        Body = row.Body,
        Log = WebhookAttempt.Read(row.AttemptLog),
    };
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryStatus
{
    Waiting,
    Delivered,
    Failed,
}

/// <summary>The states of the outbox in the API's words.</summary>
internal static class DeliveryStatuses
{
    public static DeliveryStatus Of(OutboxState state) => state switch
    {
        OutboxState.Queued => DeliveryStatus.Waiting,
        OutboxState.Sent => DeliveryStatus.Delivered,
        _ => DeliveryStatus.Failed,
    };

    public static OutboxState ToState(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Waiting => OutboxState.Queued,
        DeliveryStatus.Delivered => OutboxState.Sent,
        _ => OutboxState.Parked,
    };
}

/// <summary>An answer with a delivery.</summary>
public sealed record DeliveryData(DeliverySummary Delivery);
