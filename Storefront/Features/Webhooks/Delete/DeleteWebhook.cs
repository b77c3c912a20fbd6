using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Webhooks.Delete;

/// <summary>Deletes a webhook: nothing is sent to it any more, and its secrets are gone.</summary>
/// <remarks>Its deliveries can still be looked at, and receipts of deletions still say whether it was told.</remarks>
public sealed class DeleteWebhook(
    StorefrontDb db, NamedWebhook named, WebhookReceivers receivers, WebhookDirectory directory, AuditTrail audit, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.ManageWebhooks;

    public async Task<Result<Done>> RunAsync(Caller caller, NamedWebhookRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.WebhookId is not { } id)
        {
            return WebhookErrors.NamesNone;
        }

        var deleted = await db.InTransactionAsync<Done>(async () =>
        {
            if (await named.HoldAsync(id, ct) is not { } hook)
            {
                return WebhookErrors.NotFound;
            }

            (hook.DeletedAt, hook.Secret, hook.FormerSecret, hook.FormerSecretUntil) = (clock.GetUtcNow(), "", null, null);
            await receivers.HoldWaitingAsync(hook, ct);
            audit.Add("webhook.deleted", $"webhook: {hook.Id}");
            return Done.Value;
        }, ct);
        directory.Forget(caller.Merchant.Id);
        return deleted;
    }
}
