using Storefront.Features.Webhooks.Browse;
using Storefront.Features.Webhooks.Create;
using Storefront.Features.Webhooks.Delete;
using Storefront.Features.Webhooks.Deliveries;
using Storefront.Features.Webhooks.Pause;
using Storefront.Features.Webhooks.Rotate;
using Storefront.Features.Webhooks.Test;
using Storefront.Features.Webhooks.Update;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Webhooks;

/// <summary>Registers and maps the webhook feature.</summary>
public static class WebhooksFeature
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddScoped<WebhookRules>()
        .AddScoped<NamedWebhook>()
        .AddScoped<CreateWebhook>()
        .AddScoped<ListWebhooks>()
        .AddScoped<ReadWebhook>()
        .AddScoped<UpdateWebhook>()
        .AddScoped<DeleteWebhook>()
        .AddScoped<RotateWebhookSecret>()
        .AddScoped<TestWebhook>()
        .AddScoped<ListDeliveries>()
        .AddScoped<ReadDelivery>()
        .AddScoped<RetryDelivery>()
        .AddScoped<RecoverDeliveries>()
        .AddScoped<DeliveryRepeater>()
        .AddScoped<IWebhookPauseNotifier, WebhookPauseMailer>()
        .AddSingleton(new WebhookPayload(typeof(PingPayload), WebhookEventTypes.Ping))
        .AddMail<WebhookPausedMail>();

    public static void MapWebhooks(this RouteGroupBuilder api)
    {
        api.MapWebhookList();
        api.MapWebhookChanges();
        api.MapDeliveries();
    }
}
