using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Closes a merchant's shop, or opens it again. Its hosts and tokens are refused meanwhile, and nothing is deleted.</summary>
public sealed class SuspendMerchant(MerchantChanges changes, TimeProvider clock)
{
    public Task<Result<Merchant>> RunAsync(Caller caller, bool isSuspended, CancellationToken ct) => changes.SaveAsync(
        caller,
        version: null,
        isSuspended ? "merchant.suspended" : "merchant.resumed",
        merchant => [("shop", merchant.SuspendedAt is null ? "open" : "suspended")],
        merchant =>
        {
            merchant.SuspendedAt = isSuspended ? merchant.SuspendedAt ?? clock.GetUtcNow() : null;
            return Task.CompletedTask;
        },
        ct);
}
