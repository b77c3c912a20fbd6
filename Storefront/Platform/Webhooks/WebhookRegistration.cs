using System.Net;
using Microsoft.AspNetCore.OpenApi;
using Storefront.Platform.Api;
using Storefront.Platform.Jobs;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Webhooks;

/// <summary>Registers webhooks: the outbox of events, the dispatcher, and the client that connects to receivers.</summary>
public static class WebhookRegistration
{
    public static IServiceCollection AddWebhookDispatching(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<WebhookOptions>(configuration.GetSection(WebhookOptions.Section))
        .AddSingleton<HostLookup>(Dns.GetHostAddressesAsync)
        .AddSingleton<ReceiverConnector>()
        .AddSingleton<WebhookClient>()
        .AddSingleton<WebhookSecrets>()
        .AddSingleton<WebhookDirectory>()
        .AddSingleton<IMerchantCache>(provider => provider.GetRequiredService<WebhookDirectory>())
        .AddSingleton<WebhookLeaseStore>()
        .AddSingleton<WebhookTurn>()
        .AddSingleton<WebhookDispatcher>()
        .AddHostedService<DelayedHostedService<WebhookDispatcher>>()
        .AddScoped<WebhookEvents>()
        .AddScoped<WebhookReceivers>()
        .AddScoped<WebhookSender>()
        .AddSingleton(new WebhookPayload(
            typeof(CustomerPayload), WebhookEventTypes.CustomerRegistered, WebhookEventTypes.CustomerVerified, WebhookEventTypes.CustomerUpdated,
            WebhookEventTypes.CustomerEmailChanged))
        .AddSingleton(new WebhookPayload(typeof(DeletedCustomerPayload), WebhookEventTypes.CustomerDeleted))
        .Configure<OpenApiOptions>(ApiDocument.Name, options => options.AddDocumentTransformer(WebhookReference.AddAsync));
}
