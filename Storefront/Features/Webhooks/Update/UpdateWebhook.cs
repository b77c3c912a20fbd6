using System.Text.Json.Serialization;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Webhooks.Update;

/// <summary>Changes a webhook, pauses it, or activates it again: then everything that waited is sent.</summary>
public sealed class UpdateWebhook(
    StorefrontDb db, NamedWebhook named, WebhookRules rules, WebhookReceivers receivers, WebhookDirectory directory, AuditTrail audit)
{
    public static readonly Ability Needs = Ability.ManageWebhooks;

    private const string Active = "active";
    private const string Paused = "paused";

    private static readonly Refusal BadStatus = Refusal.Invalid(
        "status", "webhook.status", new Sentence("Choose one of: {0}.", $"{Active}, {Paused}"));

    public async Task<Result<WebhookSummary>> RunAsync(Caller caller, UpdateWebhookRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.WebhookId is null)
        {
            return WebhookErrors.NamesNone;
        }

        if (request.Status is not (null or Active or Paused))
        {
            return BadStatus;
        }

        var updated = await db.InTransactionAsync(() => ChangeAsync(request, ct), ct);
        directory.Forget(caller.Merchant.Id);
        return updated;
    }

    private async Task<Result<WebhookSummary>> ChangeAsync(UpdateWebhookRequest request, CancellationToken ct)
    {
        if (await named.HoldAsync(request.WebhookId!.Value, ct) is not { } hook)
        {
            return WebhookErrors.NotFound;
        }

        if (rules.Check(request.Url ?? hook.Url, request.Events ?? hook.Events.Spelled, request.Description ?? hook.Description, out var fields)
            is { } unfit)
        {
            return unfit;
        }

        if (request.Url is not null && await rules.IsOwnAsync(fields.Url, ct))
        {
            return WebhookErrors.OfPlatform;
        }

        (hook.Url, hook.Events, hook.Description) = (fields.Url, fields.Events, fields.Description);
        if (request.Status is not null)
        {
            await SetStatusAsync(hook, request.Status == Active ? WebhookStatus.Active : WebhookStatus.Paused, ct);
        }

        audit.Add("webhook.changed", $"webhook: {hook.Id}");
        await db.SaveChangesAsync(ct);
        return WebhookSummary.Of(hook);
    }

    private async Task SetStatusAsync(Webhook hook, WebhookStatus status, CancellationToken ct)
    {
        (hook.Status, hook.Reason, hook.FailingSince, hook.RestsUntil, hook.Rests) = (status, null, null, null, 0);
        if (status == WebhookStatus.Active)
        {
            await receivers.ReleaseWaitingAsync(hook, ct);
        }
    }
}

/// <summary>Which webhook, and its new values; an absent one stays as it is.</summary>
public sealed class UpdateWebhookRequest
{
    public long? WebhookId { get; init; }

    /// <summary>An https address on the public internet, port 443.</summary>
    public string? Url { get; init; }

    /// <summary>One or several names of events, or <c>*</c> for all.</summary>
    [JsonConverter(typeof(OneOrSeveralConverter))]
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>The merchant's own note about it; an empty one is removed.</summary>
    public string? Description { get; init; }

    /// <summary><c>active</c> or <c>paused</c>; what waits for a paused webhook is sent once it is active again.</summary>
    public string? Status { get; init; }
}
