using Microsoft.EntityFrameworkCore;
using MimeKit;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Telemetry;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Mail.Bounces;

/// <summary>Handles a mail that unsubscribes from the mails of one kind.</summary>
public interface IUnsubscribeHandler
{
    /// <summary>The kind's name in the outbox.</summary>
    string Kind { get; }

    /// <summary>Unsubscribes the customer of the mail, in a transaction of its own.</summary>
    Task HandleAsync(OutboxMail mail, CancellationToken ct);
}

/// <summary>Records a message of the bounce mailbox on the mail that its address belongs to, each failure once.</summary>
public sealed class BounceRecorder(
    StorefrontDb db, CurrentMerchant currentMerchant, BounceAddresses addresses, IEnumerable<IMailOutcomeHandler> handlers,
    IEnumerable<IUnsubscribeHandler> unsubscribeHandlers)
{
    /// <summary>The mail that this address was made for; null for a forged address, and for a mail that is gone.</summary>
    public async Task<OutboxMail?> FindAsync(BounceAddress address, CancellationToken ct)
    {
        var mail = await db.OutboxMails.IgnoreQueryFilters([StorefrontDb.TenantFilter]).AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == address.MailId, ct);
        return mail is not null && addresses.IsOf(address, mail) ? mail : null;
    }

    public async Task RecordAsync(OutboxMail mail, BounceAddress address, MimeMessage message, CancellationToken ct)
    {
        currentMerchant.Set(await db.Merchants.AsNoTracking().FirstAsync(merchant => merchant.Id == mail.MerchantId, ct));
        if (address.IsUnsubscribe)
        {
            await UnsubscribeAsync(mail, message, ct);
        }
        else if (DeliveryReport.FailureIn(message) is { } failure)
        {
            using var span = Activities.StartMail("mail bounce", mail);
            Meters.CountMail("bounced");
            await BounceAsync(mail, failure, ct);
        }
    }

    // An automatic reply is no wish (RFC 3834).
    private async Task UnsubscribeAsync(OutboxMail mail, MimeMessage message, CancellationToken ct)
    {
        var isAutomatic = message.Headers[HeaderId.AutoSubmitted] is { } how && !how.Trim().Equals("no", StringComparison.OrdinalIgnoreCase);
        if (!isAutomatic && mail.CustomerId is not null && unsubscribeHandlers.FirstOrDefault(handler => handler.Kind == mail.Kind) is { } handler)
        {
            await handler.HandleAsync(mail, ct);
        }
    }

    private async Task BounceAsync(OutboxMail mail, MailOutcome failure, CancellationToken ct)
    {
        if (mail.CustomerId is not { } customerId || handlers.FirstOrDefault(handler => handler.Kind == mail.Kind) is not { } handler)
        {
            return;
        }

        await db.InTransactionAsync<Done>(async () =>
        {
            if (await db.TryHoldAsync(customerId, ct) && await TryMarkAsync(mail, customerId, failure, ct))
            {
                await handler.HandleAsync(mail, failure, ct);
            }

            return Done.Value;
        }, ct);
    }

    // Not twice, on any node; and not once a newer mail of the kind was written, perhaps to a corrected address.
    private async Task<bool> TryMarkAsync(OutboxMail mail, long customerId, MailOutcome failure, CancellationToken ct) =>
        !await db.OutboxMails.AnyAsync(row => row.CustomerId == customerId && row.Kind == mail.Kind && row.Id > mail.Id, ct)
        && await db.OutboxMails.Where(row => row.Id == mail.Id && row.State == OutboxState.Sent).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, OutboxState.Parked).SetProperty(row => row.LastProblem, failure.Reason), ct) == 1;
}
