using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Webhooks.Deliveries;

/// <summary>Lists the deliveries of a merchant's webhooks, newest first.</summary>
public sealed class ListDeliveries(StorefrontDb db)
{
    public static readonly Ability Needs = Ability.ManageWebhooks;

    public async Task<Result<Page<DeliverySummary>>> RunAsync(Caller caller, ListDeliveriesRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var problems = new FieldProblems();
        problems.Add("event", request.Event is null ? null : WebhookEventSet.Check([request.Event], out _));
        problems.Add("status", WireWord.CheckAll<DeliveryStatus>(request.Status is null ? null : [request.Status], out var statuses));
        if (WebhookPage.Check(request.Page, request.PerPage, problems, out var page) is { } unfit)
        {
            return unfit;
        }

        var found = db.WebhookDeliveries.AsNoTracking();
        found = request.WebhookId is null ? found : found.Where(row => row.WebhookId == request.WebhookId);
        found = request.Event is null or "*" ? found : found.Where(row => row.Event == request.Event);
        if (statuses is [var status, ..])
        {
            var state = DeliveryStatuses.ToState(status);
            found = found.Where(row => row.State == state);
        }

        var rows = await found.OrderByDescending(row => row.Id).Skip(page.Skipped).Take(page.Size).ToListAsync(ct);
        return new Page<DeliverySummary>([.. rows.Select(DeliverySummary.Of)], page.Number, page.Size, await found.CountAsync(ct));
    }
}

/// <summary>Which part of the list (contract 1.5).</summary>
public sealed class ListDeliveriesRequest
{
    public int? Page { get; init; }

    /// <summary>1 to 200; 15 when absent.</summary>
    public int? PerPage { get; init; }

    /// <summary>Only those of one webhook.</summary>
    public long? WebhookId { get; init; }

    /// <summary>Only those of one event.</summary>
    public string? Event { get; init; }

    /// <summary><c>waiting</c>, <c>delivered</c> or <c>failed</c>.</summary>
    public string? Status { get; init; }
}
