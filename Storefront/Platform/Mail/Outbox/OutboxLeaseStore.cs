using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Queues;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Leases due mails; each merchant has a queue.</summary>
public sealed class OutboxLeaseStore(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxLeaseStore> log)
    : LeaseStore<OutboxMail>(scopes, clock, log)
{
    protected override IQueryable<OutboxMail> RowsAtEveryMerchant(StorefrontDb db) =>
        db.OutboxMails.IgnoreQueryFilters([StorefrontDb.TenantFilter]);

    protected override IQueryable<OutboxMail> OfQueue(IQueryable<OutboxMail> rows, long queue) => rows.Where(mail => mail.MerchantId == queue);
}
