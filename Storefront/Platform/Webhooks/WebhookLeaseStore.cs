using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Queues;

namespace Storefront.Platform.Webhooks;

/// <summary>Leases due deliveries; each webhook has a queue.</summary>
public sealed class WebhookLeaseStore(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WebhookLeaseStore> log)
    : LeaseStore<WebhookDelivery>(scopes, clock, log)
{
    protected override IQueryable<WebhookDelivery> RowsAtEveryMerchant(StorefrontDb db) =>
        db.WebhookDeliveries.IgnoreQueryFilters([StorefrontDb.TenantFilter]);

    protected override IQueryable<WebhookDelivery> OfQueue(IQueryable<WebhookDelivery> rows, long queue) =>
        rows.Where(delivery => delivery.WebhookId == queue);
}
