using System.Collections.Concurrent;
using Storefront.Platform.Mail;

namespace Storefront.Tests.Support;

/// <summary>A mail transport that keeps what it is given, after doing to it what the test wants done.</summary>
public sealed class SentMails : IMailTransport
{
    /// <summary>Every mail the transport took responsibility for, in order.</summary>
    public ConcurrentQueue<MailMessage> All { get; } = [];

    /// <summary>Every mail that was handed over, taken or not.</summary>
    public ConcurrentQueue<MailMessage> Tried { get; } = [];

    /// <summary>Runs before a mail is taken; throws when it is not.</summary>
    public Func<MailMessage, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs after a mail is taken, before the caller learns of it.</summary>
    public Func<MailMessage, Task> After { get; set; } = _ => Task.CompletedTask;

    public async Task SendAsync(MailMessage mail, CancellationToken ct)
    {
        Tried.Enqueue(mail);
        await Before(mail, ct);
        All.Enqueue(mail);
        await After(mail);
    }
}
