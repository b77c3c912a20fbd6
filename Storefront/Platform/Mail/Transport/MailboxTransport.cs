using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Mail.Transport;

/// <summary>Takes mails into the database in place of a mail server, for reading at <c>/_dev/mailbox</c>.</summary>
public sealed class MailboxTransport(IServiceScopeFactory scopes, MailContentProtector protector, TimeProvider clock) : IMailTransport
{
    public async Task SendAsync(MailMessage mail, Func<CancellationToken, Task> handingOver, CancellationToken ct)
    {
        await handingOver(ct);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        db.MailboxMails.Add(new MailboxMail { MessageId = mail.MessageId, Content = protector.Protect(mail), At = clock.GetUtcNow() });

        // A duplicate by Message-ID is what a receiver would drop.
        await db.TrySaveAsync(ct);
    }
}
