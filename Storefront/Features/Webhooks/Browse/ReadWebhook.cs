using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Features.Webhooks.Browse;

/// <summary>Returns one webhook of the merchant; never its secret.</summary>
public sealed class ReadWebhook(NamedWebhook named)
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

        return await named.FindAsync(id, ct) is { } hook ? WebhookSummary.Of(hook) : WebhookErrors.NotFound;
    }
}
