using Microsoft.EntityFrameworkCore;

namespace Storefront.Features.Orders.Browse;

/// <summary>Finds the orders whose number, invoice number or articles contain a text, without regard to case and accents; no character is a
/// wildcard.</summary>
/// <remarks>Both texts are folded (<see cref="SearchText.FoldCopied"/>). A text without a match is tried once more without what is often
/// copied with a number: a word and colon before it, and surrounding punctuation.</remarks>
internal static class OrderSearch
{
    private static readonly char[] Around = [.. " #.,;()<>[]\"'"];

    public static async Task<IQueryable<Order>> FindAsync(IQueryable<Order> orders, string wanted, CancellationToken ct)
    {
        var found = With(orders, wanted);
        return Bare(wanted) is { Length: > 0 } bare && bare != wanted && !await found.AnyAsync(ct) ? With(orders, bare) : found;
    }

    private static IQueryable<Order> With(IQueryable<Order> orders, string wanted)
    {
        var part = SearchText.FoldCopied(wanted);
        return orders.Where(order =>
            order.FoldedNumber.Contains(part) || order.FoldedInvoice.Contains(part) || order.Lines.Any(line => line.FoldedName.Contains(part)));
    }

    private static string Bare(string wanted) => wanted[(wanted.LastIndexOf(':') + 1)..].Trim(Around);
}
