using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Webhooks;

/// <summary>Finds the webhook that a merchant names; a deleted one is not found.</summary>
public sealed class NamedWebhook(StorefrontDb db)
{
    /// <summary>The webhook, not tracked; null when there is none.</summary>
    public Task<Webhook?> FindAsync(long id, CancellationToken ct) => Undeleted(id).AsNoTracking().FirstOrDefaultAsync(ct);

    /// <summary>Locks the webhook until the transaction ends and loads it; null when there is none.</summary>
    public async Task<Webhook?> HoldAsync(long id, CancellationToken ct) =>
        await Undeleted(id).ExecuteUpdateAsync(set => set.SetProperty(hook => hook.Url, hook => hook.Url), ct) == 1
            ? await Undeleted(id).FirstAsync(ct)
            : null;

    private IQueryable<Webhook> Undeleted(long id) => db.Webhooks.Where(hook => hook.Id == id && hook.DeletedAt == null);
}

/// <summary>Which webhook.</summary>
public sealed class NamedWebhookRequest
{
    public long? WebhookId { get; init; }
}
