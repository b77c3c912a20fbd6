namespace Storefront.Domain.Invitations;

/// <summary>One event of an invitation: an append-only row of its timeline.</summary>
public sealed class InvitationEvent : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long CustomerId { get; init; }
    public Customer Customer { get; init; } = null!;
    public InvitationEventKind Kind { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The reply code of the mail server that deferred or refused the mail.</summary>
    public int? Code { get; init; }

    /// <summary>The mail server's text, without addresses.</summary>
    public string? Reason { get; init; }
    public DateTimeOffset? NextTryAt { get; init; }
}

/// <summary>The events of an invitation. An expiry follows from time and has no row.</summary>
public enum InvitationEventKind
{
    Queued,
    Sent,
    Deferred,
    Bounced,
    Opened,
    Accepted,
    Declined,
    Revoked,
    Expired,
    Resent,
    Corrected,
}
