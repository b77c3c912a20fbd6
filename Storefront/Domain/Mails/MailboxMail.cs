namespace Storefront.Domain.Mails;

/// <summary>A mail that the Mailbox transport took in place of a mail server (Development); its content is protected like the outbox's.</summary>
public sealed class MailboxMail
{
    public long Id { get; init; }
    public required string MessageId { get; init; }
    public required string Content { get; init; }
    public DateTimeOffset At { get; init; }
}
