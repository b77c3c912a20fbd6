using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Features.Orders.Browse;

/// <summary>Finds the orders whose number, invoice number or articles contain a text, without regard to case; no character is a
/// wildcard.</summary>
/// <remarks>Both texts are folded first (<see cref="TextRules.Fold"/>). A text without a match is tried once more without what is often
/// copied with a number: a word and colon before it, and surrounding punctuation.</remarks>
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

    // The comparison is in code, not in the database: SQLite folds only ASCII, PostgreSQL depends on its locale. One customer has few
    // orders.
    private static bool Holds(string text, string wanted) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(TextRules.Fold(text), wanted, CompareOptions.IgnoreCase) >= 0;

    private static string Bare(string wanted) => wanted[(wanted.LastIndexOf(':') + 1)..].Trim(Around);
}
