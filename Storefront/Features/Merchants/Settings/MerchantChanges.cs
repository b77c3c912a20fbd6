using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Changes a merchant's row in one transaction and records the changed settings. A change that changes nothing writes no audit
/// entry.</summary>
/// <remarks>Whoever names the version they saw changes nothing when somebody else was faster.</remarks>
public sealed class MerchantChanges(StorefrontDb db, AuditTrail audit)
{
    private const int LongestVersion = 64;

    /// <summary>A value that changes with the settings.</summary>
    public static string VersionOf(IReadOnlyList<(string Name, string? Value)> settings) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', settings.Select(setting => $"{setting.Name}={setting.Value}")))))[..16];

    /// <summary>Checks the form of a version that a request names.</summary>
    public static Sentence? CheckVersion(string? version) => TextRules.CheckOptionalLine(version, LongestVersion, out _);

    /// <summary>Applies the change to the freshly loaded merchant and returns it; <paramref name="settings"/> returns the compared settings
    /// by name.</summary>
    public async Task<Result<Merchant>> SaveAsync(
        Caller caller, string? version, string action, Func<Merchant, IReadOnlyList<(string Name, string? Value)>> settings,
        Func<Merchant, Task> change, CancellationToken ct) => await db.InTransactionAsync<Merchant>(async () =>
        {
            // Locked first, so that of two at once the second sees what the first wrote.
            await db.Merchants.Where(row => row.Id == caller.Merchant.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, row => row.Name), ct);
            var merchant = await db.Merchants.FirstAsync(row => row.Id == caller.Merchant.Id, ct);
            var before = settings(merchant);
            if (version is not null && version != VersionOf(before))
            {
                return MerchantErrors.Changed;
            }

            await change(merchant);
            var changed = before.Zip(settings(merchant)).Where(pair => pair.First != pair.Second)
                .Select(pair => Facts(pair.First.Name, pair.First.Value, pair.Second.Value)).ToList();
            if (changed.Count > 0)
            {
                audit.Add(action, string.Join(", ", changed));
            }

            return merchant;
        }, ct);

    // An address may be a person's.
    private static string Facts(string name, string? before, string? after) =>
        name == ShopSettings.Support ? $"{name}: another" : $"{name}: {before ?? "none"} to {after ?? "none"}";
}
