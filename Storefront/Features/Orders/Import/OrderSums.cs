using Storefront.Platform.Results;

namespace Storefront.Features.Orders.Import;

/// <summary>The amounts of an order, which must add up.</summary>
internal sealed record OrderSums(long Subtotal, long Shipping, long Tax, long Total)
{
    /// <summary>The subtotal is the sum of the lines; the total is subtotal and shipping, with the tax included, as in most shops, or
    /// added.</summary>
    public static OrderSums Check(ImportedOrder given, string currency, IReadOnlyList<OrderLine> lines, FieldProblems problems)
    {
        var subtotal = Amount("subtotal_amount", given.SubtotalAmount);
        var shipping = Amount("shipping_amount", given.ShippingAmount ?? "0");
        var tax = Amount("tax_amount", given.TaxAmount ?? "0");
        var total = Amount("total_amount", given.TotalAmount);
        if (!problems.Any)
        {
            problems.Add(
                "subtotal_amount", subtotal == lines.Sum(line => line.TotalMinor) ? null : "The totals of the lines come to another amount.");
            problems.Add(
                "total_amount",
                total == subtotal + shipping || total == subtotal + shipping + tax ? null : "Subtotal, shipping and tax come to another amount.");
        }

        return new(subtotal, shipping, tax, total);

        long Amount(string field, string? text)
        {
            problems.Add(field, Money.Check(text, currency, out var minor) ?? (minor < 0 ? "Use an amount that is not below zero." : null));
            return minor;
        }
    }
}
