using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Features.Orders.Browse;

/// <summary>Finds the orders whose number, invoice number or articles hold a text, whatever its capitals; every sign of it stands for
/// itself.</summary>
/// <remarks>Both are folded first (<see cref="TextRules.Fold"/>). A text that nobody holds is tried once more without what is copied along with a
/// number: the word and colon before it, and signs around it.</remarks>
internal static class OrderSearch
{
    private static readonly char[] Around = [.. " #.,;()<>[]\"'"];

    public static async Task<List<long>> FindAsync(IQueryable<Order> orders, string wanted, CancellationToken ct)
    {
        var texts = await orders
            .Select(order => new { order.Id, order.OrderNumber, order.InvoiceNumber, Articles = order.Lines.Select(line => line.Name).ToList() })
            .ToListAsync(ct);
        var found = Find(wanted);
        return found.Count > 0 || Bare(wanted) is not { Length: > 0 } bare || bare == wanted ? found : Find(bare);

        List<long> Find(string part) =>
        [
            .. texts.Where(order => order.Articles.Prepend(order.OrderNumber).Prepend(order.InvoiceNumber ?? "").Any(text => Holds(text, part)))
                .Select(order => order.Id),
        ];
    }

    // Compared here and not in the database: SQLite folds ASCII alone, PostgreSQL whatever its locale says. One customer's orders are few.
    private static bool Holds(string text, string wanted) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(TextRules.Fold(text), wanted, CompareOptions.IgnoreCase) >= 0;

    private static string Bare(string wanted) => wanted[(wanted.LastIndexOf(':') + 1)..].Trim(Around);
}
