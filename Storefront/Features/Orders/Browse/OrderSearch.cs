using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Features.Orders.Browse;

/// <summary>Finds the orders whose number, invoice number or articles contain a text, without regard to case; no character is a
/// wildcard.</summary>
/// <remarks>The comparison is in code, not in the database: SQLite folds only ASCII, PostgreSQL depends on its locale. One customer has few
/// orders.</remarks>
internal static class OrderSearch
{
    public static async Task<List<long>> FindAsync(IQueryable<Order> orders, string wanted, CancellationToken ct)
    {
        var texts = await orders
            .Select(order => new { order.Id, order.OrderNumber, order.InvoiceNumber, Articles = order.Lines.Select(line => line.Name).ToList() })
            .ToListAsync(ct);
        return [.. texts.Where(order => order.Articles.Prepend(order.OrderNumber).Prepend(order.InvoiceNumber ?? "").Any(text => Holds(text, wanted))).Select(order => order.Id)];
    }

    private static bool Holds(string text, string wanted) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, wanted, CompareOptions.IgnoreCase) >= 0;
}
