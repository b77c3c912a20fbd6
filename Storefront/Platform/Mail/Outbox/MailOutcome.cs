using System.Text.RegularExpressions;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Handles the result of every mail of one kind, in the transaction that records it.</summary>
public interface IMailOutcomeHandler
{
    /// <summary>The kind's name in the outbox.</summary>
    string Kind { get; }

    /// <summary>Records the result; the mail's customer is locked.</summary>
    Task HandleAsync(OutboxMail mail, MailOutcome outcome, CancellationToken ct);
}

/// <summary>The result of one attempt to send a mail.</summary>
/// <param name="State">Sent, queued for another attempt, or parked.</param>
/// <param name="Code">The server's reply code; null when no server refused it.</param>
/// <param name="Reason">The server's text, without addresses.</param>
/// <param name="NextTryAt">The time of the next attempt; null when there is none.</param>
public sealed record MailOutcome(OutboxState State, int? Code = null, string? Reason = null, DateTimeOffset? NextTryAt = null)
{
    private const int Permanent = 500;

    // Bad destination mailbox, system or syntax (RFC 3463, 3.2); 5.1.7 and 5.1.8 are about the sender. The reason is a stranger's text of any
    // length: the search must be linear.
    private static readonly Regex _noMailbox = new(@"\b5\.1\.([0-69]|[0-9]{2,3})\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    // Security or policy status (RFC 3463, 3.8): the receiver objects to us, not to the address.
    private static readonly Regex _policy = new(@"\b[45]\.7\.[0-9]{1,3}\b", RegexOptions.NonBacktracking);

    /// <summary>Whether a receiver refused the mail by its policy, for now or for good.</summary>
    public bool IsAgainstPolicy => Code is not null && _policy.IsMatch(Reason ?? "");

    /// <summary>Whether a server refused the mail for good.</summary>
    public bool IsHardBounce => State == OutboxState.Parked && Code >= Permanent;

    /// <summary>Whether a server said for good that there is no such mailbox.</summary>
    public bool HasNoMailbox => EnhancedStatus is { } status ? _noMailbox.IsMatch(status) : Code >= Permanent && _noMailbox.IsMatch(Reason ?? "");

    /// <summary>The status (RFC 3463) of a delivery report; null where only the reason may hold one.</summary>
    public string? EnhancedStatus { get; init; }

    /// <summary>Whether it is parked because every attempt over days failed.</summary>
    public bool IsGivenUp { get; init; }

    /// <summary>A server accepted it.</summary>
    public static MailOutcome Sent { get; } = new(OutboxState.Sent);
}
