namespace Storefront.Platform.Mail.Transport;

/// <summary>One mail to one address, complete: written twice it is the same mail, byte for byte.</summary>
/// <remarks>The recipient has no display name, ever: a name a customer chose is text on its way into a header.</remarks>
public sealed record MailMessage
{
    public required MailSender From { get; init; }

    public required string To { get; init; }

    public string? ReplyTo { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    /// <summary>Without the angle brackets; the same on every try, so that a mail sent twice can be seen to be one.</summary>
    public required string MessageId { get; init; }

    public required DateTimeOffset Date { get; init; }

    public IReadOnlyList<MailHeader> Headers { get; init; } = [];

    /// <summary>Says which mail it is and nothing of what it holds: bodies carry links that open accounts.</summary>
    public override string ToString() => $"mail {MessageId}";
}

/// <summary>Whom a mail is from: an address, and the name a reader sees beside it.</summary>
public sealed record MailSender(string Address, string? Name = null);

/// <summary>A header beyond the usual ones, such as <c>Auto-Submitted: auto-generated</c>.</summary>
public sealed record MailHeader(string Name, string Value);
