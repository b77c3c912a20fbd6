using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Invitations.Browse;

/// <summary>Lists a merchant's invitations, newest first by default.</summary>
/// <remarks>The page's numbers are read by index, range by range of the order, and then their rows. Few rows, of a search or of a narrow
/// filter, are sorted instead (ADR 0032).</remarks>
public sealed class ListInvitations(StorefrontDb db, CurrentMerchant currentMerchant, RowCounts counts, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    public async Task<Result<Page<InvitationSummary>>> RunAsync(Caller caller, ListInvitationsRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (InvitationFilter.Check(request, out var filter) is { } unfit)
        {
            return unfit;
        }

        var now = clock.GetUtcNow();
        var (ids, total) = filter.Wanted is { } wanted ? await SearchAsync(filter, wanted, now, ct) : await ListAsync(filter, now, ct);
        var rows = await db.Invitations.AsNoTracking().Include(row => row.Customer).Where(row => EF.Parameter(ids).Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, ct);
        return new Page<InvitationSummary>(
            [.. ids.Where(rows.ContainsKey).Select(id => InvitationSummary.Of(rows[id], now))], filter.Page, filter.PerPage, total);
    }

    private async Task<(IReadOnlyList<long> Ids, int Total)> SearchAsync(
        InvitationFilter filter, string wanted, DateTimeOffset now, CancellationToken ct)
    {
        var found = await InvitationSearch.FindAsync(filter.Among(db.Invitations.AsNoTracking(), now), db.Customers.AsNoTracking(), wanted, ct);
        var rows = db.Invitations.AsNoTracking().Where(row => EF.Parameter(found).Contains(row.Id));
        return (await SortAsync(filter, rows.OrderBy(row => row.Id).Take(found.Count), now, ct), found.Count);
    }

    private async Task<(IReadOnlyList<long> Ids, int Total)> ListAsync(InvitationFilter filter, DateTimeOffset now, CancellationToken ct)
    {
        var rows = filter.Among(db.Invitations.AsNoTracking(), now);
        var counted = rows.Counted(filter.Statuses);
        var total = await counts.CountAsync(currentMerchant, $"invitations {filter.Name}", counted, ct);
        var isOfTime = counted != rows;
        if (filter.IsNarrow && total <= filter.Order.Few && (isOfTime || !filter.Order.IsByNumber))
        {
            var few = isOfTime ? counted.OrderBy(row => row.ExpiresAt) : rows.OrderBy(row => row.Id);
            return (await SortAsync(filter, few.Take(filter.Order.Few), now, ct), total);
        }

        var (ids, skipped) = (new List<long>(), filter.Skipped);
        var ranges = filter.Order.Split(rows, filter.Statuses, now);
        foreach (var (index, range) in ranges.Index())
        {
            var held = index == ranges.Count - 1
                ? int.MaxValue : await counts.CountAsync(currentMerchant, $"invitations {filter.Name} {range.Name}", range.Counted, ct);
            if (skipped < held && ids.Count < filter.PerPage)
            {
                var ordered = range.IsOfTime && held <= InvitationOrder.FewNumbers
                    ? filter.Order.ByNumber(range.Counted.OrderBy(row => row.ExpiresAt).Take(InvitationOrder.FewNumbers)) : range.Rows;
                ids.AddRange(await ordered.Select(row => row.Id).Skip(skipped).Take(filter.PerPage - ids.Count).ToListAsync(ct));
            }

            skipped = Math.Max(0, skipped - held);
        }

        return (ids, total);
    }

    // They come bounded: otherwise the database would walk through the whole shop in the order asked for.
    private static async Task<IReadOnlyList<long>> SortAsync(
        InvitationFilter filter, IQueryable<Invitation> few, DateTimeOffset now, CancellationToken ct) =>
        await filter.Order.Sort(few, now).Select(row => row.Id).Skip(filter.Skipped).Take(filter.PerPage).ToListAsync(ct);
}
