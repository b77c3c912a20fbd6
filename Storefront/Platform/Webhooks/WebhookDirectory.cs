using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Caching;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Webhooks;

/// <summary>Knows from memory which events a merchant's webhooks want; a change takes effect within <see cref="Freshness"/>, on PostgreSQL
/// at once.</summary>
/// <remarks>Most merchants have no webhook, and their operations must not pay for the others'. A miss is read on the caller's own connection:
/// waiting for a second one inside a transaction could exhaust the pool.</remarks>
public sealed class WebhookDirectory(TimeProvider clock) : IMerchantCache
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly TimedCache<long, IReadOnlyList<WebhookSubscription>> _known = new(20_000, clock, Freshness);

    /// <summary>The merchant's webhooks that receive or wait; the context is that merchant's.</summary>
    public async ValueTask<IReadOnlyList<WebhookSubscription>> OfAsync(StorefrontDb db, long merchantId, CancellationToken ct)
    {
        if (_known.TryGet(merchantId, out var known))
        {
            return known;
        }

        var clearings = _known.Clearings;
        var read = await db.Webhooks.Where(hook => hook.DeletedAt == null && hook.Status != WebhookStatus.Ended)
            .OrderBy(hook => hook.Id).Select(hook => new WebhookSubscription(hook.Id, hook.Events)).ToListAsync(ct);
        return _known.Set(merchantId, read, clearings);
    }

    /// <summary>Forgets a merchant's webhooks, so that a change takes effect at once on this node.</summary>
    public void Forget(long merchantId) => _known.Remove(merchantId);

    public void Forget() => _known.Clear();
}

/// <summary>Which events a webhook wants.</summary>
public sealed record WebhookSubscription(long WebhookId, WebhookEventSet Events);
