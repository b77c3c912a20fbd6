using Storefront.Features.Webhooks.Browse;
using Storefront.Features.Webhooks.Create;
using Storefront.Features.Webhooks.Delete;
using Storefront.Features.Webhooks.Rotate;
using Storefront.Features.Webhooks.Test;
using Storefront.Features.Webhooks.Update;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Webhooks;

internal static class WebhookEndpoints
{
    private const string ListPath = "/webhooks/all";

    public static void MapWebhookList(this RouteGroupBuilder api)
    {
        api.MapPost("/webhooks/create", CreateAsync)
            .ForMerchants(CreateWebhook.Needs)
            .Takes<CreateWebhookRequest>()
            .Requires("url", "events")
            .WithName("CreateWebhook")
            .WithSummary("Send events to a program of the merchant; the answer holds the secret, this once")
            .Produces<Answer<WebhookData>>(StatusCodes.Status201Created)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);
        api.MapPost(ListPath, ListAsync)
            .ForMerchantsToRead(ListWebhooks.Needs)
            .Takes<ListWebhooksRequest>()
            .WithName("ListWebhooks")
            .WithSummary("The merchant's webhooks and how they are")
            .Produces<Answer<Paginator<WebhookSummary>>>();
        api.MapPost("/webhooks/get", ReadAsync)
            .ForMerchantsToRead(ReadWebhook.Needs)
            .Takes<NamedWebhookRequest>()
            .Requires("webhook_id")
            .WithName("ReadWebhook")
            .WithSummary("One webhook")
            .Produces<Answer<WebhookData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
    }

    public static void MapWebhookChanges(this RouteGroupBuilder api)
    {
        api.MapPost("/webhooks/update", UpdateAsync)
            .ForMerchants(UpdateWebhook.Needs)
            .Takes<UpdateWebhookRequest>()
            .Requires("webhook_id")
            .WithName("UpdateWebhook")
            .WithSummary("Change, pause or activate a webhook")
            .Produces<Answer<WebhookData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
        api.MapPost("/webhooks/delete", DeleteAsync)
            .ForMerchants(DeleteWebhook.Needs)
            .Takes<NamedWebhookRequest>()
            .Requires("webhook_id")
            .WithName("DeleteWebhook")
            .WithSummary("Delete a webhook")
            .Produces<Answer<string[]>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
        api.MapPost("/webhooks/rotate-secret", RotateAsync)
            .ForMerchants(RotateWebhookSecret.Needs)
            .Takes<NamedWebhookRequest>()
            .Requires("webhook_id")
            .WithName("RotateWebhookSecret")
            .WithSummary("Give a webhook a new secret; the former one signs too for 24 hours")
            .Produces<Answer<WebhookData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
        api.MapPost("/webhooks/test", TestAsync)
            .ForMerchantsToRead(TestWebhook.Needs)
            .Takes<NamedWebhookRequest>()
            .Requires("webhook_id")
            .WithName("TestWebhook")
            .WithSummary("Send a ping at once and see what came back")
            .Produces<Answer<WebhookTestData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> CreateAsync(Caller caller, Body<CreateWebhookRequest> body, CreateWebhook create, CancellationToken ct) =>
        (await create.RunAsync(caller, body.Value, ct))
            .ToAnswer(hook => new Answer<WebhookData>("Webhook created.", new(hook)), StatusCodes.Status201Created);

    private static async Task<IResult> ListAsync(Caller caller, Body<ListWebhooksRequest> body, ListWebhooks list, CancellationToken ct) =>
        (await list.RunAsync(caller, body.Value, ct)).ToAnswer(page => new Answer<Paginator<WebhookSummary>>(
            "Webhooks.", Paginator<WebhookSummary>.Of(page, ApiKernel.BasePath + ListPath)));

    private static async Task<IResult> ReadAsync(Caller caller, Body<NamedWebhookRequest> body, ReadWebhook read, CancellationToken ct) =>
        (await read.RunAsync(caller, body.Value, ct)).ToAnswer(hook => new Answer<WebhookData>("Webhook.", new(hook)));

    private static async Task<IResult> UpdateAsync(Caller caller, Body<UpdateWebhookRequest> body, UpdateWebhook update, CancellationToken ct) =>
        (await update.RunAsync(caller, body.Value, ct)).ToAnswer(hook => new Answer<WebhookData>("Webhook changed.", new(hook)));

    private static async Task<IResult> DeleteAsync(Caller caller, Body<NamedWebhookRequest> body, DeleteWebhook delete, CancellationToken ct) =>
        (await delete.RunAsync(caller, body.Value, ct)).ToAnswer(_ => new Answer<string[]>("Webhook deleted.", []));

    private static async Task<IResult> RotateAsync(
        Caller caller, Body<NamedWebhookRequest> body, RotateWebhookSecret rotate, CancellationToken ct) =>
        (await rotate.RunAsync(caller, body.Value, ct)).ToAnswer(hook => new Answer<WebhookData>("Secret rotated.", new(hook)));

    private static async Task<IResult> TestAsync(Caller caller, Body<NamedWebhookRequest> body, TestWebhook test, CancellationToken ct) =>
        (await test.RunAsync(caller, body.Value, ct)).ToAnswer(attempt => new Answer<WebhookTestData>(
            attempt.Problem is null ? "Ping delivered." : "Ping not delivered.", new(attempt)));
}

/// <summary>What came back for a ping.</summary>
public sealed record WebhookTestData(WebhookAttempt Attempt);
