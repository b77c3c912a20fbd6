using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Webhooks.Deliveries;

/// <summary>Sends one delivery again, or now, whatever became of it.</summary>
public sealed class RetryDelivery(StorefrontDb db, DeliveryRepeater repeater)
{
    public static readonly Ability Needs = Ability.ManageWebhooks;

    public async Task<Result<DeliverySummary>> RunAsync(Caller caller, NamedDeliveryRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.DeliveryId is not { } id)
        {
            return WebhookErrors.NamesNoDelivery;
        }

        return await db.InTransactionAsync<DeliverySummary>(async () =>
        {
            var rows = db.WebhookDeliveries.Where(row => row.Id == id);
            if (await rows.AsNoTracking().FirstOrDefaultAsync(ct) is not { } found)
            {
                return WebhookErrors.DeliveryNotFound;
            }

            if (!await DeliveryRepeater.CanRepeatAsync(db, found.WebhookId, ct))
            {
                return WebhookErrors.Ended;
            }

            await repeater.QueueAsync(rows, ct);
            return DeliverySummary.Of(await rows.AsNoTracking().FirstAsync(ct));
        }, ct);
    }
}
