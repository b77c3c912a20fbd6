using System.Text.Json.Serialization;
using Storefront.Platform.Mail.Signing;

namespace Storefront.Platform.Mail.Transport;

/// <summary>One complete mail to one address; written twice it gives the same bytes.</summary>
/// <remarks>The recipient never has a display name, because a customer's name would become header text.</remarks>
public sealed record MailMessage
{
    public required MailSender From { get; init; }

    public required string To { get; init; }

    public string? ReplyTo { get; init; }

    /// <summary>The envelope sender, where bounces go; the sender's address when null.</summary>
    public string? ReturnPath { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    /// <summary>The Message-ID without angle brackets; the same at every attempt, so that a duplicate can be recognized.</summary>
    public required string MessageId { get; init; }

    public required DateTimeOffset Date { get; init; }

    public IReadOnlyList<MailHeader> Headers { get; init; } = [];

    /// <summary>The key that signs the mail; it is never stored with it.</summary>
    [JsonIgnore]
    public SigningKey? SigningKey { get; init; }

    /// <summary>The kind of mail, without its content: bodies carry links that open accounts.</summary>
    public override string ToString() => $"mail {MessageId}";
}

/// <summary>The sender: an address and its display name.</summary>
public sealed record MailSender(string Address, string? Name = null);

/// <summary>An additional header, such as <c>Auto-Submitted: auto-generated</c>.</summary>
public sealed record MailHeader(string Name, string Value);
