using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Features.Orders.Browse;

/// <summary>Finds the orders whose number, invoice number or articles hold a text, whatever its capitals; every sign of it stands for itself.</summary>
/// <remarks>Compared here and not in the database: SQLite folds ASCII alone, PostgreSQL whatever its locale says. One customer's orders are few.</remarks>
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
