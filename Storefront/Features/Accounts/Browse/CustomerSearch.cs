using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Features.Accounts.Browse;

/// <summary>Finds customers by the beginning of their address, a name or their company, each with an index of its own.</summary>
/// <remarks>One letter can match a hundred thousand names: of each index the first <see cref="MostOfEach"/> are found, and more letters
/// find the others.</remarks>
internal static class CustomerSearch
{
    public const int MostOfEach = 500;

    /// <summary>The numbers of the found customers, unordered.</summary>
    public static async Task<IReadOnlyList<long>> FindAsync(IQueryable<Customer> customers, string wanted, CancellationToken ct)
    {
        var folded = SearchText.Fold(wanted);
        if (folded.Length == 0)
        {
            return [];
        }

        var address = SearchText.FoldAddress(wanted);
        var (end, endOfAddress) = (SearchText.EndOf(folded), SearchText.EndOf(address));
        var found = Among(row => row.FoldedName, row => row.FoldedName.CompareTo(folded) >= 0 && row.FoldedName.CompareTo(end) < 0)
            .Union(Among(row => row.FoldedLastname, row => row.FoldedLastname.CompareTo(folded) >= 0 && row.FoldedLastname.CompareTo(end) < 0))
            .Union(Among(
                row => row.FoldedCompany,
                row => row.FoldedCompany != "" && row.FoldedCompany.CompareTo(folded) >= 0 && row.FoldedCompany.CompareTo(end) < 0))
            .Union(Among(
                row => row.NormalizedEmail!,
                row => row.NormalizedEmail!.CompareTo(address) >= 0 && row.NormalizedEmail!.CompareTo(endOfAddress) < 0));
        return await found.ToListAsync(ct);

        IQueryable<long> Among(Expression<Func<Customer, string>> column, Expression<Func<Customer, bool>> range) =>
            customers.Where(range).OrderBy(column).Select(row => row.Id).Take(MostOfEach);
    }
}
