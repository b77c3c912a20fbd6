using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Opens or closes registration at a merchant. Visitors see the change within seconds.</summary>
public sealed class SetRegistration(MerchantChanges changes)
{
    public Task<Result<Merchant>> RunAsync(long merchantId, bool isOpen, CancellationToken ct) => changes.SaveAsync(
        merchantId,
        "merchant.registration_changed",
        merchant => [("registration", merchant.AllowsRegistration ? "open" : "closed")],
        merchant =>
        {
            merchant.AllowsRegistration = isOpen;
            return Task.CompletedTask;
        },
        ct);
}
