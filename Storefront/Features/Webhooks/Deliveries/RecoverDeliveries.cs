using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Webhooks.Deliveries;

/// <summary>Sends every delivery of a webhook from a span of time again: each once, and in their order about one customer.</summary>
/// <remarks>What was told about an erased customer is gone and cannot be sent again.</remarks>
public sealed class RecoverDeliveries(StorefrontDb db, NamedWebhook named, DeliveryRepeater repeater, AuditTrail audit, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.ManageWebhooks;

    public async Task<Result<int>> RunAsync(Caller caller, RecoverDeliveriesRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var now = clock.GetUtcNow();
        var problems = new FieldProblems();
        problems.Add("webhook_id", request.WebhookId is null ? "Name the webhook by its number." : null);
        problems.Add("since", request.Since is { } began && began <= now && began >= now - WebhookRetrySchedule.Memory
            ? null
            : new Sentence("Name a time within the last {0} days.", WebhookRetrySchedule.Memory.Days));
        problems.Add("until", request.Until <= request.Since ? "Name a time after the other." : null);
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        var (since, until) = (request.Since!.Value.ToUniversalTime(), (request.Until ?? now).ToUniversalTime());
        return await db.InTransactionAsync<int>(async () =>
        {
            if (await named.HoldAsync(request.WebhookId!.Value, ct) is not { } hook)
            {
                return WebhookErrors.NotFound;
            }

            if (hook.Status == WebhookStatus.Ended)
            {
                return WebhookErrors.Ended;
            }

            var rows = db.WebhookDeliveries.Where(row => row.WebhookId == hook.Id && row.CreatedAt >= since && row.CreatedAt <= until);
            var count = await repeater.QueueAsync(rows, ct);
            audit.Add("webhook.recovered", $"webhook: {hook.Id}, deliveries: {count}");
            return count;
        }, ct);
    }
}

/// <summary>Which webhook, and what from when until when.</summary>
public sealed class RecoverDeliveriesRequest
{
    public long? WebhookId { get; init; }

    /// <summary>At most 30 days ago.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Now when absent.</summary>
    public DateTimeOffset? Until { get; init; }
}
