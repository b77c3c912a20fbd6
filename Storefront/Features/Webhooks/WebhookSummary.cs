using System.Text.Json.Serialization;

namespace Storefront.Features.Webhooks;

/// <summary>A webhook as its merchant sees it.</summary>
public sealed record WebhookSummary
{
    public required long Id { get; init; }
    public required string Url { get; init; }

    /// <summary>The names of its events, or <c>*</c>.</summary>
    public required IReadOnlyList<string> Events { get; init; }
    public required string? Description { get; init; }
    public required WebhookStatus Status { get; init; }

    /// <summary>Why it is paused or ended; null where the merchant paused it.</summary>
    public required WebhookStatusReason? Reason { get; init; }

    /// <summary>Since when every attempt failed; null while the receiver accepts.</summary>
    public required DateTimeOffset? FailingSince { get; init; }

    /// <summary>Until when the secret before the last rotation signs too.</summary>
    public required DateTimeOffset? FormerSecretUntil { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The secret that signs; only in the answer that creates it, and never shown again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    public static WebhookSummary Of(Webhook hook, string? secret = null) => new()
    {
        Id = hook.Id,
        Url = hook.Url,
        Events = hook.Events.Spelled,
        Description = hook.Description,
        Status = hook.Status,
        Reason = hook.Reason,
        FailingSince = hook.FailingSince,
        FormerSecretUntil = hook.FormerSecretUntil,
        CreatedAt = hook.CreatedAt,
        Secret = secret,
    };
}

/// <summary>An answer with a webhook.</summary>
public sealed record WebhookData(WebhookSummary Webhook);
