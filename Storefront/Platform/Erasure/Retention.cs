using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Erasure;

/// <summary>Masks, at every merchant, the personal data in kept rows whose retention term has ended; the amounts stay.</summary>
/// <remarks>Orders of an existing customer are the customer's own history and stay unchanged. Each small step is a transaction with its
/// audit entry, so nobody waits long and an interrupted run continues where it stopped.</remarks>
public sealed class Retention(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int Step = 500;

    /// <summary>Runs once, or only counts; returns the result per merchant and kind.</summary>
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

    // Suspended merchants too: a closed shop keeps no name any longer for that reason.
    private async Task<List<Merchant>> MerchantsAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StorefrontDb>().Merchants.AsNoTracking().OrderBy(merchant => merchant.Id)
            .ToListAsync(ct);
    }
}

/// <summary>How many rows of a kind at a merchant have passed their term, and the date from which rows are still kept.</summary>
public sealed record RetentionCount(Merchant Merchant, string Kind, int Count, string Ground, DateTimeOffset KeptSince);
