using Storefront.Platform.Results;

namespace Storefront.Features.Webhooks;

/// <summary>Refusals of the webhook feature; only merchants' programs receive them.</summary>
public static class WebhookErrors
{
    public static readonly Refusal NamesNone = Refusal.Invalid("webhook_id", "webhook.required", "Name the webhook by its number.");
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "webhook.not_found", "There is no such webhook.");
    public static readonly Refusal TooMany = new(
        RefusalKind.Conflict, "webhook.too_many", new Sentence("A shop has at most {0} webhooks. Delete one first.", Webhook.MostOfMerchant));

    public static readonly Refusal Ended = new(
        RefusalKind.Conflict, "webhook.ended", "The receiver has answered 410. Activate the webhook with webhooks/update first.");

    public static readonly Refusal OfPlatform = Refusal.Invalid(
        "url", "webhook.platform_address", "This is an address of the shop platform itself.");

    public static readonly Refusal NamesNoDelivery = Refusal.Invalid("delivery_id", "delivery.required", "Name the delivery by its number.");
    public static readonly Refusal DeliveryNotFound = new(RefusalKind.NotFound, "delivery.not_found", "There is no such delivery.");
}
