using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Mail.Transport;

namespace Storefront.Tests.Support;

/// <summary>A mail transport that treats each mail as the test wants, and puts those it accepts into the mailbox.</summary>
public sealed class SentMails : IMailTransport
{
    private MailboxTransport? _mailbox;

    /// <summary>Every attempted mail, accepted or not.</summary>
    public ConcurrentQueue<MailMessage> Tried { get; } = [];

    /// <summary>Every accepted mail, in order.</summary>
    public ConcurrentQueue<MailMessage> Taken { get; } = [];

    /// <summary>Runs before a mail is accepted; throws to refuse it.</summary>
    public Func<MailMessage, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs after a mail is accepted, before the caller learns of it.</summary>
    public Func<MailMessage, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>Replaces the application's transport.</summary>
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
