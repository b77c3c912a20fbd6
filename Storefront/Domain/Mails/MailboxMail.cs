namespace Storefront.Domain.Mails;

/// <summary>A mail that the Mailbox transport stored instead of sending it (Development); its content is encrypted as in the
/// outbox.</summary>
public sealed class MailboxMail
{
    public long Id { get; init; }
    public required string MessageId { get; init; }
    public required string Content { get; init; }
    public DateTimeOffset At { get; init; }
}
