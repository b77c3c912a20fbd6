using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Webhooks.Create;

/// <summary>Creates a webhook for a merchant's program and returns its secret, this once.</summary>
/// <remarks>Where a name leads is judged at every connection. A look-up here would hold the database while a stranger's name server
/// waits.</remarks>
public sealed class CreateWebhook(
    StorefrontDb db, WebhookRules rules, WebhookSecrets secrets, WebhookDirectory directory, AuditTrail audit, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.ManageWebhooks;

    public async Task<Result<WebhookSummary>> RunAsync(Caller caller, CreateWebhookRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (rules.Check(request.Url, request.Events, request.Description, out var fields) is { } unfit)
        {
            return unfit;
        }

        if (await rules.IsOwnAsync(fields.Url, ct))
        {
            return WebhookErrors.OfPlatform;
        }

        var created = await db.InTransactionAsync(() => AddAsync(caller.Merchant, fields, ct), ct);
        directory.Forget(caller.Merchant.Id);
        return created;
    }

    private async Task<Result<WebhookSummary>> AddAsync(Merchant merchant, CheckedWebhook fields, CancellationToken ct)
    {
        // Locked first, so that two at once are counted one after the other.
        await db.Merchants.Where(row => row.Id == merchant.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, row => row.Name), ct);
        if (await db.Webhooks.CountAsync(row => row.DeletedAt == null, ct) >= Webhook.MostOfMerchant)
        {
            return WebhookErrors.TooMany;
        }

        var (now, secret) = (clock.GetUtcNow(), WebhookSecrets.New());
        var hook = new Webhook
        {
            MerchantId = merchant.Id,
            Url = fields.Url,
            Events = fields.Events,
            Description = fields.Description,
            Secret = secrets.Protect(secret),
            ExpiriesToldUntil = now,
            CreatedAt = now,
        };
        db.Add(hook);
        await db.SaveChangesAsync(ct);
        audit.Add("webhook.created", $"webhook: {hook.Id}");
        return WebhookSummary.Of(hook, secret);
    }
}

/// <summary>Where to send which events.</summary>
public sealed class CreateWebhookRequest
{
    /// <summary>An https address on the public internet, port 443.</summary>
    public string? Url { get; init; }

    /// <summary>One or several names of events, or <c>*</c> for all.</summary>
    [JsonConverter(typeof(OneOrSeveralConverter))]
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>The merchant's own note about it.</summary>
    public string? Description { get; init; }
}
