using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Lets anybody open an account at a shop, or leaves accounts to invitations; seen by visitors within seconds.</summary>
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
