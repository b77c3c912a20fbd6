using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Features.Invitations.Browse;

/// <summary>Finds invitations by the beginning of the address, of both names or of the last name, each with an index of its own.</summary>
/// <remarks>Of each index the first <see cref="MostOfEach"/> are found, as in the list of customers. The names are those that the list
/// shows: a registered account's own names do not count until the invitation is accepted.</remarks>
internal static class InvitationSearch
{
    public const int MostOfEach = 500;

    /// <summary>The numbers of the found invitations, unordered.</summary>
    public static async Task<IReadOnlyList<long>> FindAsync(
        IQueryable<Invitation> invitations, IQueryable<Customer> customers, string wanted, CancellationToken ct)
    {
        var folded = SearchText.Fold(wanted);
        if (folded.Length == 0)
        {
            return [];
        }

        var address = SearchText.FoldAddress(wanted);
        var (end, endOfAddress) = (SearchText.EndOf(folded), SearchText.EndOf(address));
        var others = invitations.Where(row => row.AcceptedAt == null);
        var found = OfCustomers(
                row => row.NormalizedEmail!, row => row.NormalizedEmail!.CompareTo(address) >= 0 && row.NormalizedEmail!.CompareTo(endOfAddress) < 0,
                isNamed: false)
            .Union(OfCustomers(row => row.FoldedName, row => row.FoldedName.CompareTo(folded) >= 0 && row.FoldedName.CompareTo(end) < 0))
            .Union(OfCustomers(
                row => row.FoldedLastname, row => row.FoldedLastname.CompareTo(folded) >= 0 && row.FoldedLastname.CompareTo(end) < 0))
            .Union(OfInvitations(
                row => row.FoldedName, row => row.FoldedName != "" && row.FoldedName.CompareTo(folded) >= 0 && row.FoldedName.CompareTo(end) < 0))
            .Union(OfInvitations(
                row => row.FoldedLastname,
                row => row.FoldedLastname != "" && row.FoldedLastname.CompareTo(folded) >= 0 && row.FoldedLastname.CompareTo(end) < 0));
        return await found.ToListAsync(ct);

        IQueryable<long> OfCustomers(Expression<Func<Customer, string>> column, Expression<Func<Customer, bool>> range, bool isNamed = true) =>
            customers.Where(range).OrderBy(column)
                .Join(invitations, customer => customer.Id, row => row.CustomerId, (customer, row) => new { Customer = customer, Row = row })
                .Where(pair => !isNamed || pair.Customer.PasswordHash == null || pair.Row.AcceptedAt != null)
                .Select(pair => pair.Row.Id).Take(MostOfEach);

        IQueryable<long> OfInvitations(Expression<Func<Invitation, string>> column, Expression<Func<Invitation, bool>> range) =>
            others.Where(range).OrderBy(column).Select(row => row.Id).Take(MostOfEach);
    }
}
