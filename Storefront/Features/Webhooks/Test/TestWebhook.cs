using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Webhooks.Test;

/// <summary>Sends a ping to a webhook at once and returns what came back; stores nothing.</summary>
/// <remarks>It waits for the receiver outside any transaction, also with an idempotency key.</remarks>
public sealed class TestWebhook(NamedWebhook named, WebhookEvents events, WebhookClient client)
{
    public static readonly Ability Needs = Ability.ManageWebhooks;

    public async Task<Result<WebhookAttempt>> RunAsync(Caller caller, NamedWebhookRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.WebhookId is not { } id)
        {
            return WebhookErrors.NamesNone;
        }

        if (await named.FindAsync(id, ct) is not { } hook)
        {
            return WebhookErrors.NotFound;
        }

        var ping = events.NewMessage(WebhookEventTypes.Ping, new PingPayload(hook.Id));
        return (await client.SendAsync(hook, ping, ct)).ToAttempt();
    }
}

/// <summary>The data of a ping: the webhook that it is sent to.</summary>
public sealed record PingPayload(long WebhookId);
