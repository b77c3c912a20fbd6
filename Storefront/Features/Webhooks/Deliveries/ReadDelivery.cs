using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Webhooks.Deliveries;

/// <summary>Returns one delivery with what is sent and its attempts.</summary>
public sealed class ReadDelivery(StorefrontDb db)
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

        return await db.WebhookDeliveries.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is { } found
            ? DeliverySummary.Whole(found)
            : WebhookErrors.DeliveryNotFound;
    }
}

/// <summary>Which delivery.</summary>
public sealed class NamedDeliveryRequest
{
    public long? DeliveryId { get; init; }
}
