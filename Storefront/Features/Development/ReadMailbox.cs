using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Development;

/// <summary>Returns the newest mails of the mailbox: on a merchant's host only that merchant's, and optionally only those after a given
/// one.</summary>
public sealed class ReadMailbox(StorefrontDb db, MailContentProtector protector, CurrentMerchant currentMerchant)
{
    private const int Newest = 200;

    public async Task<IReadOnlyList<(long Id, MailMessage Mail)>> RunAsync(CancellationToken ct, long after = 0)
    {
        var mails = new List<(long Id, MailMessage Mail)>();
        await foreach (
            var row in db.MailboxMails.AsNoTracking().Where(mail => mail.Id > after).OrderByDescending(mail => mail.Id).AsAsyncEnumerable()
                .WithCancellation(ct))
        {
            if (Open(row) is { } mail)
            {
                mails.Add((row.Id, mail));
            }

            if (mails.Count == Newest)
            {
                break;
            }
        }

        return mails;
    }

    /// <summary>One mail by its number, or null when there is none on this host.</summary>
    public async Task<MailMessage?> FindAsync(long id, CancellationToken ct) =>
        await db.MailboxMails.AsNoTracking().FirstOrDefaultAsync(mail => mail.Id == id, ct) is { } row ? Open(row) : null;

    private MailMessage? Open(MailboxMail row)
    {
        var mail = protector.Unprotect<MailMessage>(row.Content);
        return !currentMerchant.IsSet || mail.From.Address == currentMerchant.Merchant.SenderAddress ? mail : null;
    }
}
