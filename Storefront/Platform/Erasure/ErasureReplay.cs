using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Statements;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Erasure;

/// <summary>Brings a database and the erasure journal into step: repeats in a restored backup what was erased since, and notes what the
/// journal lacks.</summary>
/// <remarks>An erasure is known when the audit trail holds it. A backup ends at one moment, so a database that knows the newest entries knows
/// all; otherwise the whole journal is read.</remarks>
public sealed class ErasureReplay(
    ErasureJournal journal, JournalStatements statements, Retention retention, IServiceScopeFactory scopes, ILogger<ErasureReplay> log)
{
    private const int Newest = 1000;
    private const string ReceiptFact = "receipt: ";
    private const int GuidLength = 36;

    // Parallel erasures may be noted in another order than they were committed.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>Runs once and returns how many erasures were repeated.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var newest = journal.ReadNewest(Newest);
        var since = newest.Count == 0 ? DateTimeOffset.MinValue : newest[^1].Moment - Overlap;
        var isBehind = false;
        foreach (var entry in newest.Where(entry => entry.Moment >= since))
        {
            isBehind |= !await IsKnownAsync(entry, ct);
        }

        var repeated = isBehind ? await RepeatAsync(ct) : 0;
        await NoteAsync(since, ct);
        return repeated;
    }

    /// <summary>How many erasures of the journal this database does not know.</summary>
    public async Task<int> CountMissingAsync(CancellationToken ct)
    {
        var missing = 0;
        foreach (var entry in journal.Read())
        {
            missing += await IsKnownAsync(entry, ct) ? 0 : 1;
        }

        return missing;
    }

    private async Task<bool> IsKnownAsync(JournalEntry entry, CancellationToken ct) =>
        await statements.CountAsync(entry.Merchant, entry.Subject, entry.Action, entry.Moment, ct) > 0;

    private async Task<int> RepeatAsync(CancellationToken ct)
    {
        var repeated = 0;
        foreach (var entry in journal.Read())
        {
            if (!await IsKnownAsync(entry, ct) && await RepeatAsync(entry, ct))
            {
                repeated++;
            }
        }

        // What the term of law has ended since the backup is a matter of time, and needs no entry.
        await retention.RunAsync(isDryRun: false, ct);
        log.LogWarning("The database is older than the erasure journal: {Count} erasures were repeated", repeated);
        return repeated;
    }

    private async Task<bool> RepeatAsync(JournalEntry entry, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        if (await db.Merchants.AsNoTracking().FirstOrDefaultAsync(merchant => merchant.Id == entry.Merchant, ct) is not { } merchant)
        {
            return false;
        }

        scope.ServiceProvider.GetRequiredService<CurrentMerchant>().Set(merchant);
        return (await db.InTransactionAsync<bool>(async () =>
        {
            var customer = await db.Customers.AsNoTracking().FirstOrDefaultAsync(row => row.SubjectId == entry.Subject, ct);
            await RepeatAsync(scope.ServiceProvider, customer, entry, ct);
            return customer is not null;
        }, ct)).Value;
    }

    private static async Task RepeatAsync(IServiceProvider services, Customer? customer, JournalEntry entry, CancellationToken ct)
    {
        var plan = services.GetRequiredService<ErasurePlan>();
        switch (entry.Action)
        {
            case JournalEntry.Revoked when customer is not null:
                await services.GetRequiredService<IRevocationReplay>().RevokeAsync(customer, ct);
                break;
            case JournalEntry.Corrected:
                // The journal does not know the new address, and the former one must not come back: the invitation is gone with it.
                services.GetRequiredService<AuditTrail>().Add(entry.Action, entry.Subject);
                if (customer is { IsPending: true })
                {
                    await plan.RunAsync(customer, ct);
                }

                break;
            default:
                await plan.RepeatAsync(customer, entry, ct);
                break;
        }
    }

    // Of an earlier version, of a disk that was full, or of a process that was killed between the commit and the note.
    private async Task NoteAsync(DateTimeOffset since, CancellationToken ct)
    {
        var noted = journal.ReadNewest(Newest).Select(entry => (entry.Subject, entry.Action, entry.At)).ToHashSet();
        var missing = new List<JournalEntry>();
        var (before, hasMore) = (long.MaxValue, true);
        while (hasMore)
        {
            (var entries, hasMore) = await statements.ListBeforeAtAnyMerchantAsync(before, ct);
            foreach (var entry in entries.Where(entry => entry.At >= since && ErasureJournal.Actions.Contains(entry.Action)))
            {
                if (!noted.Contains((entry.SubjectId, entry.Action, entry.At.ToUnixTimeMilliseconds())))
                {
                    missing.Add(await OfAsync(entry, ct));
                }
            }

            before = entries.Count > 0 ? entries[^1].Id : before;
            hasMore = hasMore && entries[^1].At >= since;
        }

        missing.Reverse();
        if (missing.Count > 0)
        {
            journal.TryAppend(missing);
        }
    }

    private async Task<JournalEntry> OfAsync(AuditEntry entry, CancellationToken ct)
    {
        DeletionReceipt? receipt = null;
        if (entry.Facts?.StartsWith(ReceiptFact, StringComparison.Ordinal) == true
            && Guid.TryParse(entry.Facts.AsSpan(ReceiptFact.Length, GuidLength), CultureInfo.InvariantCulture, out var id))
        {
            await using var scope = scopes.CreateAsyncScope();
            receipt = await scope.ServiceProvider.GetRequiredService<StorefrontDb>().DeletionReceipts
                .IgnoreQueryFilters([StorefrontDb.TenantFilter]).AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct);
        }

        return new(entry.MerchantId, entry.At.ToUnixTimeMilliseconds(), entry.Action, entry.SubjectId, receipt);
    }
}

/// <summary>Repeats the withdrawal of an invitation whose customer stays.</summary>
public interface IRevocationReplay
{
    /// <summary>Runs in the transaction of the replay, and writes the audit entry.</summary>
    Task RevokeAsync(Customer customer, CancellationToken ct);
}
