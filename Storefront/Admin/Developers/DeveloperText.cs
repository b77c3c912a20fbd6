using Storefront.Features.Merchants.Tokens;
using Storefront.Features.Webhooks.Deliveries;

namespace Storefront.Admin.Developers;

/// <summary>The words for the states of tokens, webhooks and deliveries.</summary>
public static class DeveloperText
{
    public static Sentence Of(TokenStatus status) => status switch
    {
        TokenStatus.Active => "Works",
        TokenStatus.Expired => "Expired",
        _ => "Revoked",
    };

    public static Sentence Of(WebhookStatus status, WebhookStatusReason? reason) => (status, reason) switch
    {
        (WebhookStatus.Active, _) => "Active",
        (WebhookStatus.Paused, WebhookStatusReason.Failing) => "Paused, because it failed for five days",
        (WebhookStatus.Paused, _) => "Paused",
        _ => "Ended, because the receiver answered 410",
    };

    public static Sentence Of(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Waiting => "Waiting",
        DeliveryStatus.Delivered => "Delivered",
        _ => "Given up",
    };
}
