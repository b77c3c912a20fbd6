using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Merchants;

/// <summary>Makes the merchant that a command names the merchant of its scope.</summary>
public sealed class NamedMerchant(StorefrontDb db, CurrentMerchant currentMerchant)
{
    private const string NoClient = "operator";

    /// <summary>The merchant before the command, or null when there is none with this number.</summary>
    public async Task<Merchant?> EnterAsync(long merchantId, CancellationToken ct)
    {
        var merchant = await db.Merchants.AsNoTracking().FirstOrDefaultAsync(row => row.Id == merchantId, ct);
        if (merchant is not null)
        {
            currentMerchant.Set(merchant);
        }

        return merchant;
    }

    /// <summary>Runs an operation at the named merchant for the operator, who has every ability.</summary>
    public async Task<Result<T>> RunAsync<T>(long merchantId, Func<Caller, Task<Result<T>>> operation, CancellationToken ct) =>
        await EnterAsync(merchantId, ct) is { } merchant
            ? await operation(new() { Merchant = merchant, ClientAddress = NoClient, Abilities = AbilitySet.Complete })
            : MerchantErrors.Unknown;
}
