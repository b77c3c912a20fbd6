using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Says whether receivers know the domain that a merchant sends from.</summary>
/// <remarks>A domain that never sent must begin slowly, or receivers take its mail for spam.</remarks>
public sealed class SendingReputation(StorefrontDb db)
{
    private const int Enough = 300;

    /// <summary>Whether the merchant's mails are signed by a verified domain, or enough of them were sent before. Sent mails are kept for 90
    /// days.</summary>
    public async Task<bool> IsProvenAsync(CancellationToken ct) =>
        await db.MailDomains.AnyAsync(domain => domain.VerifiedAt != null, ct)
        || await db.OutboxMails.Where(mail => mail.State == OutboxState.Sent).Take(Enough).CountAsync(ct) >= Enough;
}
