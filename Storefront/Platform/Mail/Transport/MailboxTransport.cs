using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Mail.Transport;

/// <summary>Stores mails in the database instead of sending them, for reading at <c>/_dev/mailbox</c>.</summary>
public sealed class MailboxTransport(IServiceScopeFactory scopes, MailContentProtector protector, TimeProvider clock) : IMailTransport
{
    public async Task SendAsync(MailMessage mail, Func<CancellationToken, Task> handingOver, CancellationToken ct)
    {
        await handingOver(ct);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        db.MailboxMails.Add(new MailboxMail { MessageId = mail.MessageId, Content = protector.Protect(mail), At = clock.GetUtcNow() });

        // A receiver would drop a duplicate by its Message-ID.
        await db.TrySaveAsync(ct);
    }
}
