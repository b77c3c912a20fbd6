using System.Text.Json.Serialization;

namespace Storefront.Features.Invitations;

/// <summary>An invitation as merchants see it; its link only where the merchant hands it over.</summary>
public sealed record InvitationSummary
{
    public required long Id { get; init; }
    public required long CustomerId { get; init; }
    public required string Email { get; init; }
    public required string? Firstname { get; init; }
    public required string? Lastname { get; init; }
    public required string Locale { get; init; }
    public required long? BatchId { get; init; }

    /// <summary>Notes of the merchant's own systems about the customer.</summary>
    public required IReadOnlyDictionary<string, string>? Metadata { get; init; }
    public required InvitationStatus Status { get; init; }
    public required InvitationDelivery Delivery { get; init; }
    public required int Resends { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? SentAt { get; init; }
    public required DateTimeOffset? OpenedAt { get; init; }
    public required DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>The end of its newest link; null while its mail waits in a batch, because its lifetime begins with the mail.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was accepted, declined or revoked, or when it expired.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>When a deferred mail is retried.</summary>
    public required DateTimeOffset? NextTryAt { get; init; }

    /// <summary>Why the newest mail was deferred or bounced.</summary>
    public required string? Reason { get; init; }

    /// <summary>The link to hand over; only where one was asked for instead of a mail, and never shown again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }

    /// <summary>The events, oldest first; only when one invitation is read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TimelineEntry>? Timeline { get; init; }

    /// <summary>The invitation at the given time; its customer is loaded.</summary>
    public static InvitationSummary Of(Invitation invitation, DateTimeOffset now)
    {
        // A registered account has names and notes of its own until the invitation is accepted.
        var isOthers = invitation.AcceptedAt is null && !invitation.Customer.IsPending;
        return new()
        {
            Id = invitation.Id,
            CustomerId = invitation.Customer.Id,
            Email = invitation.Customer.Email!,
            Firstname = isOthers ? invitation.Firstname : invitation.Customer.Firstname,
            Lastname = isOthers ? invitation.Lastname : invitation.Customer.Lastname,
            Locale = invitation.Language,
            BatchId = invitation.BatchId,
            Metadata = (isOthers ? invitation.Metadata : invitation.Customer.Metadata)?.ToDictionary(),
            Status = invitation.StatusAt(now),
            Delivery = invitation.Delivery,
            Resends = invitation.Resends,
            CreatedAt = invitation.CreatedAt,
            SentAt = invitation.SentAt,
            OpenedAt = invitation.OpenedAt,
            AcceptedAt = invitation.AcceptedAt,
            ExpiresAt = invitation.LinkExpiresAt,
            EndedAt = invitation.EndedBy(now),
            NextTryAt = invitation.NextTryAt,
            Reason = invitation.Reason,
        };
    }
}

/// <summary>One entry of an invitation's timeline.</summary>
public sealed record TimelineEntry(InvitationEventKind Event, DateTimeOffset At, DeliveryProblem? Detail)
{
    public static TimelineEntry Of(InvitationEvent row) =>
        new(row.Kind, row.At, row is { Code: null, Reason: null, NextTryAt: null } ? null : new(row.Code, row.Reason, row.NextTryAt));
}

/// <summary>What a mail server said that deferred or refused the mail: its code, its words without addresses, and the next try.</summary>
public sealed record DeliveryProblem(int? Code, string? Reason, DateTimeOffset? NextTryAt);

/// <summary>An answer with an invitation.</summary>
public sealed record InvitationData(InvitationSummary Invitation);
