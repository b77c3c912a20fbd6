using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Changes a merchant's row in one transaction and records the changed settings. A command that changes nothing writes no audit
/// entry.</summary>
public sealed class MerchantChanges(StorefrontDb db, NamedMerchant named, AuditTrail audit)
{
    /// <summary>Applies the change to the freshly loaded merchant and returns it; <paramref name="settings"/> returns the compared settings
    /// by name.</summary>
    public async Task<Result<Merchant>> SaveAsync(
        long merchantId, string action, Func<Merchant, IReadOnlyList<(string Name, string? Value)>> settings, Func<Merchant, Task> change,
        CancellationToken ct)
    {
        if (await named.EnterAsync(merchantId, ct) is null)
        {
            return MerchantErrors.Unknown;
        }

        return await db.InTransactionAsync<Merchant>(async () =>
        {
            var merchant = await db.Merchants.FirstAsync(row => row.Id == merchantId, ct);
            var before = settings(merchant);
            await change(merchant);
            var changed = before.Zip(settings(merchant)).Where(pair => pair.First != pair.Second)
                .Select(pair => $"{pair.First.Name}: {pair.First.Value ?? "none"} to {pair.Second.Value ?? "none"}").ToList();
            if (changed.Count > 0)
            {
                audit.Add(action, string.Join(", ", changed));
            }

            return merchant;
        }, ct);
    }
}
