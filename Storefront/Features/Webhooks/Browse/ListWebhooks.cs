using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Webhooks.Browse;

/// <summary>Lists a merchant's webhooks, oldest first.</summary>
public sealed class ListWebhooks(StorefrontDb db)
{
    public static readonly Ability Needs = Ability.ManageWebhooks;

    public async Task<Result<Page<WebhookSummary>>> RunAsync(Caller caller, ListWebhooksRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (WebhookPage.Check(request.Page, request.PerPage, new(), out var page) is { } unfit)
        {
            return unfit;
        }

        var hooks = db.Webhooks.AsNoTracking().Where(hook => hook.DeletedAt == null);
        var rows = await hooks.OrderBy(hook => hook.Id).Skip(page.Skipped).Take(page.Size).ToListAsync(ct);
        return new Page<WebhookSummary>([.. rows.Select(hook => WebhookSummary.Of(hook))], page.Number, page.Size, await hooks.CountAsync(ct));
    }
}

/// <summary>Which part of the list (contract 1.5).</summary>
public sealed class ListWebhooksRequest
{
    public int? Page { get; init; }

    /// <summary>1 to 200; 15 when absent.</summary>
    public int? PerPage { get; init; }
}
