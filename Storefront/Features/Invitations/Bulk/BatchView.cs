namespace Storefront.Features.Invitations.Bulk;

/// <summary>A batch as merchants see it: how far it is, and what became of its mails.</summary>
public sealed record BatchView
{
    public required long Id { get; init; }
    public required InvitationBatchStatus Status { get; init; }
    public required bool DryRun { get; init; }
    public required int Total { get; init; }
    public required int Done { get; init; }
    public required int Invited { get; init; }
    public required int Skipped { get; init; }
    public required int Failed { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? StartedAt { get; init; }
    public required DateTimeOffset? FinishedAt { get; init; }
    public required DateTimeOffset? NotBefore { get; init; }

    /// <summary>Mails an hour; null where the platform decides.</summary>
    public required int? Pace { get; init; }

    /// <summary>In how many seconds the last mail leaves; null when none waits.</summary>
    public required long? EtaSeconds { get; init; }

    /// <summary>Why it is paused, or why one group of receivers waits.</summary>
    public required string? Reason { get; init; }
    public required int Queued { get; init; }
    public required int Sent { get; init; }
    public required int Deferred { get; init; }
    public required int Bounced { get; init; }
    public required int Opened { get; init; }
    public required int Accepted { get; init; }
    public required int Declined { get; init; }

    /// <summary>The groups of receivers that get no mail now.</summary>
    public required IReadOnlyList<StoppedGroup> StoppedGroups { get; init; }
}

/// <summary>Receivers that refused, and what they answered.</summary>
public sealed record StoppedGroup(string Name, string? Reason, DateTimeOffset StoppedAt);
