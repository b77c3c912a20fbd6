using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Storefront.Domain;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Erasure;

/// <summary>Rows that outlive their person: unlinked for good when the person is erased, masked when the term is over.</summary>
internal sealed class KeptRows<T>(StorefrontDb db, PersonalTable table) : PersonalRows(db, table), IRetained
    where T : class, IOutlivesCustomer
{
    private const ErasureClass Unlink = ErasureClass.Unlink;
    private const ErasureClass Mask = ErasureClass.Mask;
    private const ErasureClass Keep = ErasureClass.KeepUntil;
    private const string Unlinked = nameof(IOutlivesCustomer.UnlinkedAt);
    private const string Masked = nameof(IOutlivesCustomer.MaskedAt);

    public string Kind => Table.Kind;

    public override async Task<IReadOnlyList<ErasureLine>> CountAsync(Leaving leaving, CancellationToken ct)
    {
        var since = KeptSince(leaving.Merchant, leaving.Now);
        var (kept, masked) = (0, 0);
        foreach (var rows in OfPerson(leaving))
        {
            kept += await Where(rows, since, isOver: false).CountAsync(ct);
            masked += await Where(rows, since, isOver: true).CountAsync(ct);
        }

        return Lines(kept, await UntilEndOfAsync(leaving, ct), masked);
    }

    public override async Task<IReadOnlyList<ErasureLine>> EraseAsync(Leaving leaving, CancellationToken ct)
    {
        var until = await UntilEndOfAsync(leaving, ct);
        var since = KeptSince(leaving.Merchant, leaving.Now);
        var (kept, masked) = (0, 0);
        foreach (var rows in OfPerson(leaving))
        {
            masked += await Where(rows, since, isOver: true).ExecuteUpdateAsync(set => Overwrite(set, [Unlink, Mask, Keep], [Unlinked, Masked], leaving.Now), ct);
            kept += await rows.ExecuteUpdateAsync(set => Overwrite(set, [Unlink, Mask], [Unlinked], leaving.Now), ct);
        }

        return Lines(kept, until, masked);
    }

    public Task<int> CountOverAsync(Merchant merchant, DateTimeOffset now, CancellationToken ct) => Over(merchant, now).CountAsync(ct);

    public Task<int> MaskOverAsync(Merchant merchant, DateTimeOffset now, int step, CancellationToken ct) =>
        Over(merchant, now).OrderBy(row => row.Id).Take(step).ExecuteUpdateAsync(set => Overwrite(set, [Mask, Keep], [Masked], now), ct);

    // Of nobody who lives here: orders of a customer are the customer's own history.
    private IQueryable<T> Over(Merchant merchant, DateTimeOffset now) =>
        Where(Db.Set<T>().Where(row => row.CustomerId == null && row.MaskedAt == null), KeptSince(merchant, now), isOver: true);

    // Rows of a guest whose address was proven are closed too: the next owner of the address starts with an empty history.
    // Each by its own index: asked for in one condition, SQLite would walk through every row of the shop.
    private IEnumerable<IQueryable<T>> OfPerson(Leaving leaving)
    {
        var (id, address) = (leaving.Customer.Id, leaving.Customer.NormalizedEmail!);
        yield return Db.Set<T>().Where(row => row.CustomerId == id);
        if (leaving.Customer.EmailVerifiedAt is not null)
        {
            yield return Db.Set<T>().Where(row => row.CustomerId == null && row.UnlinkedAt == null && row.BuyerAddress == address);
        }
    }

    private DateTimeOffset KeptSince(Merchant merchant, DateTimeOffset now) => Table.Ground.KeptSince(merchant, now);

    private IQueryable<T> Where(IQueryable<T> rows, DateTimeOffset since, bool isOver)
    {
        Expression<Func<DateTimeOffset>> start = () => since;
        var row = Expression.Parameter(typeof(T), "row");
        var began = Column(row, Table.Began, typeof(DateTimeOffset));
        return rows.Where(Expression.Lambda<Func<T, bool>>(isOver ? Expression.LessThan(began, start.Body) : Expression.GreaterThanOrEqual(began, start.Body), row));
    }

    private async Task<int?> UntilEndOfAsync(Leaving leaving, CancellationToken ct)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var began = Expression.Lambda<Func<T, DateTimeOffset>>(Column(row, Table.Began, typeof(DateTimeOffset)), row);
        var kept = new List<DateTimeOffset>();
        foreach (var rows in OfPerson(leaving))
        {
            kept.AddRange(await Where(rows, KeptSince(leaving.Merchant, leaving.Now), isOver: false).OrderByDescending(began).Select(began).Take(1).ToListAsync(ct));
        }

        return kept.Count > 0 ? Table.Ground.LastYear(leaving.Merchant, kept.Max()) : null;
    }

    private IReadOnlyList<ErasureLine> Lines(int kept, int? until, int masked) =>
        [new(Kind, RowFate.Kept, kept, until, Table.Ground.Name), new(Kind, RowFate.Masked, masked)];

    // Each column once: PostgreSQL refuses to set one twice.
    private void Overwrite(UpdateSettersBuilder<T> set, IEnumerable<ErasureClass> classes, IEnumerable<string> marks, DateTimeOffset now)
    {
        foreach (var column in classes.SelectMany(Table.Columns))
        {
            Blank(set, column);
        }

        foreach (var mark in marks)
        {
            Set<DateTimeOffset?>(set, mark, now);
        }
    }

    private static void Blank(UpdateSettersBuilder<T> set, IReadOnlyProperty column)
    {
        switch (column)
        {
            case var text when text.ClrType == typeof(string):
                Set<string?>(set, text.Name, text.IsNullable ? null : "");
                break;
            case var address when address.ClrType == typeof(PostalAddress):
                Set<PostalAddress?>(set, address.Name, address.IsNullable ? null : new());
                break;
            case var number when number.ClrType == typeof(long?):
                Set<long?>(set, number.Name, null);
                break;
            default:
                throw new InvalidOperationException($"{column.DeclaringType.ClrType.Name}.{column.Name} cannot be masked.");
        }
    }

    private static void Set<TValue>(UpdateSettersBuilder<T> set, string column, TValue value)
    {
        var row = Expression.Parameter(typeof(T), "row");
        set.SetProperty(Expression.Lambda<Func<T, TValue>>(Column(row, column, typeof(TValue)), row), value);
    }
}
