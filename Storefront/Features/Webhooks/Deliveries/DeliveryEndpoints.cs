using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Webhooks.Deliveries;

internal static class DeliveryEndpoints
{
    private const string ListPath = "/webhooks/deliveries/all";

    public static void MapDeliveries(this RouteGroupBuilder api)
    {
        api.MapPost(ListPath, ListAsync)
            .ForMerchantsToRead(ListDeliveries.Needs)
            .Takes<ListDeliveriesRequest>()
            .WithName("ListWebhookDeliveries")
            .WithSummary("What was sent to webhooks, newest first")
            .Produces<Answer<Paginator<DeliverySummary>>>();
        api.MapPost("/webhooks/deliveries/get", ReadAsync)
            .ForMerchantsToRead(ReadDelivery.Needs)
            .Takes<NamedDeliveryRequest>()
            .Requires("delivery_id")
            .WithName("ReadWebhookDelivery")
            .WithSummary("One delivery with its body, its attempts and the receiver's answers")
            .Produces<Answer<DeliveryData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
        api.MapPost("/webhooks/deliveries/retry", RetryAsync)
            .ForMerchants(RetryDelivery.Needs)
            .Takes<NamedDeliveryRequest>()
            .Requires("delivery_id")
            .WithName("RetryWebhookDelivery")
            .WithSummary("Send a delivery again, or now")
            .Produces<Answer<DeliveryData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);
        api.MapPost("/webhooks/deliveries/recover", RecoverAsync)
            .ForMerchants(RecoverDeliveries.Needs)
            .Takes<RecoverDeliveriesRequest>()
            .Requires("webhook_id", "since")
            .WithName("RecoverWebhookDeliveries")
            .WithSummary("Send everything from a span of time again, each once and in order")
            .Produces<Answer<RecoveredData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(Caller caller, Body<ListDeliveriesRequest> body, ListDeliveries list, CancellationToken ct) =>
        (await list.RunAsync(caller, body.Value, ct)).ToAnswer(page => new Answer<Paginator<DeliverySummary>>(
            "Deliveries.", Paginator<DeliverySummary>.Of(page, ApiKernel.BasePath + ListPath)));

    private static async Task<IResult> ReadAsync(Caller caller, Body<NamedDeliveryRequest> body, ReadDelivery read, CancellationToken ct) =>
        (await read.RunAsync(caller, body.Value, ct)).ToAnswer(delivery => new Answer<DeliveryData>("Delivery.", new(delivery)));

    private static async Task<IResult> RetryAsync(Caller caller, Body<NamedDeliveryRequest> body, RetryDelivery retry, CancellationToken ct) =>
        (await retry.RunAsync(caller, body.Value, ct)).ToAnswer(delivery => new Answer<DeliveryData>("Delivery queued.", new(delivery)));

    private static async Task<IResult> RecoverAsync(
        Caller caller, Body<RecoverDeliveriesRequest> body, RecoverDeliveries recover, CancellationToken ct) =>
        (await recover.RunAsync(caller, body.Value, ct)).ToAnswer(count => new Answer<RecoveredData>("Deliveries queued.", new(count)));
}

/// <summary>How many deliveries are sent again.</summary>
public sealed record RecoveredData(int Queued);
