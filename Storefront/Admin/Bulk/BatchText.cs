using Storefront.Features.Invitations.Bulk;

namespace Storefront.Admin.Bulk;

/// <summary>The words for the states of batches and their rows.</summary>
public static class BatchText
{
    public static Sentence Of(InvitationBatchStatus status) => status switch
    {
        InvitationBatchStatus.Queued => "Waiting",
        InvitationBatchStatus.Running => "Running",
        InvitationBatchStatus.Paused => "Paused",
        InvitationBatchStatus.Completed => "Done",
        _ => "Cancelled",
    };

    public static Sentence Of(BatchRowStatus status) => status switch
    {
        BatchRowStatus.Waiting => "Waiting",
        BatchRowStatus.Invited => "Invited",
        BatchRowStatus.Imported => "Imported with password",
        BatchRowStatus.Skipped => "Skipped",
        BatchRowStatus.Failed => "Not usable",
        _ => "Cancelled",
    };

    /// <summary>The remaining time, rounded to seconds, minutes, hours or days.</summary>
    public static Sentence Wait(long seconds) => seconds switch
    {
        < 90 => new("{0} seconds", seconds),
        < 90 * 60 => new("{0} minutes", (seconds + 30) / 60),
        < 48 * 3600 => new("{0} hours", (seconds + 1800) / 3600),
        _ => new("{0} days", (seconds + 43200) / 86400),
    };

    /// <summary>Whether the numbers of a batch still change by themselves.</summary>
    public static bool IsMoving(BatchView batch) =>
        batch.Status is InvitationBatchStatus.Queued or InvitationBatchStatus.Running
        || (!batch.DryRun && batch.Queued + batch.Deferred > 0);
}
