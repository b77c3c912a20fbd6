namespace Storefront.Domain.Invitations;

/// <summary>One thing that happened to an invitation: a row of its timeline, which is only ever added to.</summary>
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

    /// <summary>What that server said, without addresses.</summary>
    public string? Reason { get; init; }
    public DateTimeOffset? NextTryAt { get; init; }
}

/// <summary>What can happen to an invitation. That it expired follows from time and has no row.</summary>
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
