using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Mail.Transport;

namespace Storefront.Tests.Support;

/// <summary>A mail transport that does to each mail what the test wants done, and puts those it takes into the mailbox.</summary>
public sealed class SentMails : IMailTransport
{
    private MailboxTransport? _mailbox;

    /// <summary>Every mail that was handed over, taken or not.</summary>
    public ConcurrentQueue<MailMessage> Tried { get; } = [];

    /// <summary>Every mail the transport took responsibility for, in order.</summary>
    public ConcurrentQueue<MailMessage> Taken { get; } = [];

    /// <summary>Runs before a mail is taken; throws when it is not.</summary>
    public Func<MailMessage, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs after a mail is taken, before the caller learns of it.</summary>
    public Func<MailMessage, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>Takes the place of the application's transport.</summary>
    public void Replace(IServiceCollection services) => services.AddSingleton<MailboxTransport>().AddSingleton<IMailTransport>(provider =>
    {
        _mailbox = provider.GetRequiredService<MailboxTransport>();
        return this;
    });

    public async Task SendAsync(MailMessage mail, Func<CancellationToken, Task> handingOver, CancellationToken ct)
    {
        Tried.Enqueue(mail);
        await Before(mail, ct);
        await _mailbox!.SendAsync(mail, handingOver, default);
        Taken.Enqueue(mail);
        await After(mail);
    }
}
