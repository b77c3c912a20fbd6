using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Webhooks.Rotate;

/// <summary>Gives a webhook a new secret and returns it, this once; the former one signs too for a day.</summary>
public sealed class RotateWebhookSecret(StorefrontDb db, NamedWebhook named, WebhookSecrets secrets, AuditTrail audit, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.ManageWebhooks;

    public async Task<Result<WebhookSummary>> RunAsync(Caller caller, NamedWebhookRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.WebhookId is not { } id)
        {
            return WebhookErrors.NamesNone;
        }

        return await db.InTransactionAsync<WebhookSummary>(async () =>
        {
            if (await named.HoldAsync(id, ct) is not { } hook)
            {
                return WebhookErrors.NotFound;
            }

            var secret = WebhookSecrets.New();
            (hook.FormerSecret, hook.FormerSecretUntil) = (hook.Secret, clock.GetUtcNow() + WebhookSecrets.Overlap);
            hook.Secret = secrets.Protect(secret);
            audit.Add("webhook.secret_rotated", $"webhook: {hook.Id}");
            return WebhookSummary.Of(hook, secret);
        }, ct);
    }
}
