namespace Storefront.Domain.Webhooks;

/// <summary>A merchant's program that is told of events: where it listens, of what, and the secret that signs.</summary>
/// <remarks>A deleted one stays as a row without its secrets, because the receipts of deletions name the receivers that were told.</remarks>
public sealed class Webhook : ITenantOwned
{
    public const int MostOfMerchant = 16;

    public long Id { get; init; }
    public long MerchantId { get; init; }
    public required string Url { get; set; }
    public required WebhookEventSet Events { get; set; }
    public string? Description { get; set; }

    /// <summary>The secret that signs, encrypted; empty once the webhook is deleted.</summary>
    public required string Secret { get; set; }

    /// <summary>The secret before the last rotation, encrypted, and until when it signs too.</summary>
    public string? FormerSecret { get; set; }
    public DateTimeOffset? FormerSecretUntil { get; set; }
    public WebhookStatus Status { get; set; } = WebhookStatus.Active;

    /// <summary>Why it is paused or ended, in a word; null where the merchant wanted it.</summary>
    public WebhookStatusReason? Reason { get; set; }

    /// <summary>Since when every attempt failed; null while the receiver accepts.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>Until when nothing is sent, because the receiver is overloaded or does not answer, and how often in a row that was so.</summary>
    public DateTimeOffset? RestsUntil { get; set; }
    public int Rests { get; set; }

    /// <summary>Up to which time expired invitations have been told; an expiry follows from time and has no event of its own.</summary>
    public DateTimeOffset ExpiriesToldUntil { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Whether messages are sent to it now.</summary>
    public bool Receives => Status == WebhookStatus.Active && DeletedAt is null;
}

/// <summary>Whether a webhook receives.</summary>
public enum WebhookStatus
{
    Active,

    /// <summary>Events wait until the merchant activates it again.</summary>
    Paused,

    /// <summary>Nothing waits and nothing is sent any more.</summary>
    Ended,
}

/// <summary>Why a webhook does not receive.</summary>
public enum WebhookStatusReason
{
    /// <summary>Every attempt of five days failed.</summary>
    Failing,

    /// <summary>The receiver answered 410.</summary>
    Gone,
}
