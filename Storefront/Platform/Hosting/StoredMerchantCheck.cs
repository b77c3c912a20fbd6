using System.Globalization;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Hosting;

/// <summary>Warns at start of stored merchants that this machine or these settings cannot serve: a host of the platform's, an unknown time
/// zone.</summary>
/// <remarks>It warns and does not refuse: one merchant's row must not close the others' shops. It reads without a context (ADR
/// 0027).</remarks>
internal sealed class StoredMerchantCheck(ICommittedReads reads, PlatformHosts platform, ILogger<StoredMerchantCheck> log) : IStartStep
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var (merchant, host) in await ReadAsync("SELECT \"MerchantId\", \"Host\" FROM \"MerchantHosts\"", ct))
        {
            if (platform.Contains(host) || !HostName.HasDot(host))
            {
                log.LogWarning(
                    "Merchant {MerchantId} has the host {Host}, which is the platform's own or has no dot: the shop is not reached there", merchant,
                    host);
            }
        }

        foreach (var (merchant, zone) in await ReadAsync("SELECT \"Id\", \"TimeZone\" FROM \"Merchants\"", ct))
        {
            if (!MerchantTimeZone.IsKnown(zone))
            {
                log.LogWarning(
                    "Merchant {MerchantId} lives by the time zone {TimeZone}, which this machine does not know: its days are those of UTC", merchant,
                    zone);
            }
        }
    }

    private ValueTask<List<(long Merchant, string Value)>> ReadAsync(string statement, CancellationToken ct) =>
        reads.ListAsync(statement, [], row => (Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture), row.GetString(1)), ct);
}
