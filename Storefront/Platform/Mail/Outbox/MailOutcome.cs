using System.Text.RegularExpressions;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Hears what became of every mail of one kind, in the transaction that writes it down.</summary>
public interface IMailOutcomeHandler
{
    /// <summary>Names the mails in the outbox.</summary>
    string Kind { get; }

    /// <summary>Notes the outcome; the customer of the mail is held.</summary>
    Task HandleAsync(OutboxMail mail, MailOutcome outcome, CancellationToken ct);
}

/// <summary>What became of a mail at one try.</summary>
/// <param name="State">Sent, queued for another try, or parked.</param>
/// <param name="Code">The server's reply code; null where no server refused it.</param>
/// <param name="Reason">What the server said, without addresses.</param>
/// <param name="NextTryAt">When it is tried again; null when it is not.</param>
public sealed record MailOutcome(OutboxState State, int? Code = null, string? Reason = null, DateTimeOffset? NextTryAt = null)
{
    private const int Permanent = 500;

    // Bad destination mailbox, system or syntax (RFC 3463, 3.2). The reason is a stranger's text of any length: the search must be linear.
    private static readonly Regex _noMailbox = new(@"\b5\.1\.[0-9]{1,3}\b", RegexOptions.NonBacktracking);

    /// <summary>Whether a server said for good that there is no such mailbox.</summary>
    public bool HasNoMailbox => Code >= Permanent && _noMailbox.IsMatch(Reason ?? "");

    /// <summary>Whether it is parked because every try of days has failed.</summary>
    public bool IsGivenUp { get; init; }

    /// <summary>A server took it.</summary>
    public static MailOutcome Sent { get; } = new(OutboxState.Sent);
}
