using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Statements;

namespace Storefront.Platform.Erasure;

/// <summary>Rows that outlive their customer: permanently unlinked at the erasure, masked when the retention term ends.</summary>
internal sealed class KeptRows(StorefrontDb db, PersonalTable table) : PersonalRows(db, table), IRetained
{
    public string Kind => Table.Kind;

    private KeptRowStatements Statements => Table.Kept!;

    public override async Task<IReadOnlyList<ErasureLine>> CountAsync(ErasureContext leaving, CancellationToken ct)
    {
        var since = KeptSince(leaving.Merchant, leaving.Now);
        var (kept, masked) = (0, 0);
        foreach (var (rows, person) in OfPerson(leaving))
        {
            kept += await rows.CountKeptAsync(Db, leaving.Merchant.Id, person, since, ct);
            masked += await rows.CountOverAsync(Db, leaving.Merchant.Id, person, since, ct);
        }

        return Lines(kept, await UntilEndOfAsync(leaving, since, ct), masked);
    }

    public override async Task<IReadOnlyList<ErasureLine>> EraseAsync(ErasureContext leaving, CancellationToken ct)
    {
        var since = KeptSince(leaving.Merchant, leaving.Now);
        var until = await UntilEndOfAsync(leaving, since, ct);
        var (kept, masked) = (0, 0);
        foreach (var (rows, person) in OfPerson(leaving))
        {
            masked += await rows.MaskAsync(Db, leaving.Merchant.Id, person, since, leaving.Now, ct);
            kept += await rows.UnlinkAsync(Db, leaving.Merchant.Id, person, leaving.Now, ct);
        }

        return Lines(kept, until, masked);
    }

    public Task<int> CountOverAsync(Merchant merchant, DateTimeOffset now, CancellationToken ct) =>
        Statements.CountOverAsync(Db, merchant.Id, KeptSince(merchant, now), ct);

    public Task<int> MaskOverAsync(Merchant merchant, DateTimeOffset now, int step, CancellationToken ct) =>
        Statements.MaskOverAsync(Db, merchant.Id, KeptSince(merchant, now), now, step, ct);

    // Each with its own index: with one condition for both, SQLite would scan every row of the merchant.
    private IEnumerable<(PersonsRowStatements Rows, object Person)> OfPerson(ErasureContext leaving)
    {
        yield return (Statements.OfCustomer, leaving.Customer.Id);
        if (leaving.Customer.EmailVerifiedAt is not null)
        {
            yield return (Statements.OfGuest, leaving.Customer.NormalizedEmail!);
        }
    }

    private DateTimeOffset KeptSince(Merchant merchant, DateTimeOffset now) => Table.Ground.KeptSince(merchant, now);

    private async Task<int?> UntilEndOfAsync(ErasureContext leaving, DateTimeOffset since, CancellationToken ct)
    {
        var kept = new List<DateTimeOffset>();
        foreach (var (rows, person) in OfPerson(leaving))
        {
            kept.AddRange(await rows.NewestAsync(Db, leaving.Merchant.Id, person, since, ct));
        }

        return kept.Count > 0 ? Table.Ground.LastYear(leaving.Merchant, kept.Max()) : null;
    }

    private IReadOnlyList<ErasureLine> Lines(int kept, int? until, int masked) =>
        [new(Kind, RowFate.Kept, kept, until, Table.Ground.Name), new(Kind, RowFate.Masked, masked)];
}
