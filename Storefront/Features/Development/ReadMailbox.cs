using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Mail;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Development;

/// <summary>Shows the newest mails that were sent into the mailbox; on a shop's host only that shop's, and on request only those that came after one.</summary>
public sealed class ReadMailbox(StorefrontDb db, MailContentProtector protector, CurrentMerchant currentMerchant)
{
    private const int Newest = 200;

    public async Task<IReadOnlyList<(long Id, MailMessage Mail)>> RunAsync(CancellationToken ct, long after = 0)
    {
        var rows = await db.MailboxMails.AsNoTracking().Where(mail => mail.Id > after).OrderByDescending(mail => mail.Id).Take(Newest).ToListAsync(ct);
        return [.. rows.Select(row => (row.Id, Mail: protector.Unprotect<MailMessage>(row.Content)))
            .Where(row => !currentMerchant.IsSet || row.Mail.From.Address == currentMerchant.Merchant.SenderAddress)];
    }
}
