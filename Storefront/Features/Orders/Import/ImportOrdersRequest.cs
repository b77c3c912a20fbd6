namespace Storefront.Features.Orders.Import;

/// <summary>One order, or up to a thousand under <c>orders</c>.</summary>
public sealed class ImportOrdersRequest : ImportedOrder
{
    /// <summary>1 to 1000 orders; the other fields are those of a single one.</summary>
    public IReadOnlyList<ImportedOrder>? Orders { get; init; }
}

/// <summary>An order as another system has it. Amounts are decimal strings of the currency, for example <c>"12.50"</c>.</summary>
public class ImportedOrder
{
    /// <summary>Required, at most 191 characters; an existing number changes that order.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Required; the buyer's address. The order is linked to a customer who has verified it.</summary>
    public string? Email { get; init; }

    /// <summary>Required: <c>on_hold, payment_received, paid, completed, cancelled, refunding, refunded, pending, failed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Required: <c>open, paid, refunded</c>.</summary>
    public string? PaymentStatus { get; init; }

    /// <summary>Required; ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>Required; ISO 8601.</summary>
    public DateTimeOffset? PlacedAt { get; init; }

    /// <summary>Required, 1 to 200 lines.</summary>
    public IReadOnlyList<ImportedLine>? Lines { get; init; }

    /// <summary>Required; the sum of the lines' totals.</summary>
    public string? SubtotalAmount { get; init; }

    /// <summary>Zero when absent.</summary>
    public string? ShippingAmount { get; init; }

    /// <summary>Zero when absent; part of the total, or added to it.</summary>
    public string? TaxAmount { get; init; }

    /// <summary>Required; subtotal and shipping, with the tax included or added.</summary>
    public string? TotalAmount { get; init; }
    public ImportedAddress? Shipping { get; init; }
    public ImportedAddress? Billing { get; init; }

    /// <summary>At most 191 characters.</summary>
    public string? InvoiceId { get; init; }

    /// <summary>An https address, at most 1000 characters.</summary>
    public string? InvoiceUrl { get; init; }

    /// <summary>An https address, at most 1000 characters.</summary>
    public string? TrackingUrl { get; init; }
}

/// <summary>One line of an order.</summary>
public sealed class ImportedLine
{
    /// <summary>Required, at most 191 characters.</summary>
    public string? Name { get; init; }

    /// <summary>At most 191 characters.</summary>
    public string? Sku { get; init; }

    /// <summary>Required, 1 to 1000000.</summary>
    public int? Quantity { get; init; }

    /// <summary>Required; below zero for a discount.</summary>
    public string? UnitPrice { get; init; }

    /// <summary>A percentage such as <c>"21"</c> or <c>"5.5"</c>.</summary>
    public string? TaxRate { get; init; }

    /// <summary>Required; the quantity times the unit price.</summary>
    public string? Total { get; init; }
}

/// <summary>An address as it was on the order; at most 191 characters per field.</summary>
public sealed class ImportedAddress
{
    public string? Firstname { get; init; }
    public string? Lastname { get; init; }
    public string? Street { get; init; }
    public string? Number { get; init; }
    public string? Postcode { get; init; }
    public string? City { get; init; }

    /// <summary>ISO 3166-1, two letters, of any country.</summary>
    public string? Country { get; init; }
    public string? Phone { get; init; }
}
