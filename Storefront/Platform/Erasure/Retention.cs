using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Erasure;

/// <summary>Masks, at every merchant, whoever is named in what was kept on a ground whose term is over; the amounts stay.</summary>
/// <remarks>Orders of a customer who lives here are that customer's own history and stay as they are. In small steps, each a transaction
/// with its audit entry, so that nobody waits long and a run that is stopped goes on where it was.</remarks>
public sealed class Retention(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int Step = 500;

    /// <summary>Runs once, or only counts; tells what there was, per merchant and kind.</summary>
    public async Task<IReadOnlyList<RetentionCount>> RunAsync(bool isDryRun, CancellationToken ct)
    {
        var counts = new List<RetentionCount>();
        foreach (var merchant in await MerchantsAsync(ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentMerchant>().Set(merchant);
            var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
            foreach (var table in PersonalTable.AllOf(db.Model).Where(table => table.Stays))
            {
                var rows = (IRetained)PersonalRows.Of(db, table);
                var count = isDryRun
                    ? await rows.CountOverAsync(merchant, clock.GetUtcNow(), ct)
                    : await MaskAsync(scope.ServiceProvider, merchant, rows, ct);
                counts.Add(new(merchant, table.Kind, count, table.Ground.Name, table.Ground.KeptSince(merchant, clock.GetUtcNow())));
            }
        }

        return counts;
    }

    private async Task<int> MaskAsync(IServiceProvider services, Merchant merchant, IRetained rows, CancellationToken ct)
    {
        var (db, audit) = (services.GetRequiredService<StorefrontDb>(), services.GetRequiredService<AuditTrail>());
        var total = 0;
        for (var masked = Step; masked == Step; total += masked)
        {
            masked = (await db.InTransactionAsync<int>(async () =>
            {
                var some = await rows.MaskOverAsync(merchant, clock.GetUtcNow(), Step, ct);
                if (some > 0)
                {
                    audit.Add("retention.masked", $"{rows.Kind}: {some}");
                }

                return some;
            }, ct)).Value;
        }

        return total;
    }

    // Suspended ones too: a shop that is closed keeps nobody's name any longer for it.
    private async Task<List<Merchant>> MerchantsAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StorefrontDb>().Merchants.AsNoTracking().OrderBy(merchant => merchant.Id).ToListAsync(ct);
    }
}

/// <summary>How many rows of a kind a merchant had whose term is over, and from when on rows are still kept.</summary>
public sealed record RetentionCount(Merchant Merchant, string Kind, int Count, string Ground, DateTimeOffset KeptSince);
