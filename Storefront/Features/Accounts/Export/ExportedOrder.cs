namespace Storefront.Features.Accounts.Export;

/// <summary>An order with its own copies of addresses and lines; amounts in major units of the currency.</summary>
public sealed record ExportedOrder
{
    public required long Id { get; init; }
    public required string OrderNumber { get; init; }
    public required string? InvoiceId { get; init; }
    public required string? InvoiceUrl { get; init; }
    public required string? TrackingUrl { get; init; }
    public required OrderStatus Status { get; init; }
    public required PaymentStatus PaymentStatus { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string Email { get; init; }

    /// <summary>The canonical form of the address, used for comparison.</summary>
    public required string CanonicalEmail { get; init; }
    public required string Currency { get; init; }
    public required decimal SubtotalAmount { get; init; }
    public required decimal ShippingAmount { get; init; }
    public required decimal TaxAmount { get; init; }
    public required decimal TotalAmount { get; init; }
    public required PostalAddress Billing { get; init; }
    public required PostalAddress Shipping { get; init; }
    public required IReadOnlyList<ExportedOrderLine> Lines { get; init; }

    public static ExportedOrder Of(Order order) => new()
    {
        Id = order.Id,
        OrderNumber = order.OrderNumber,
        InvoiceId = order.InvoiceNumber,
        InvoiceUrl = order.InvoiceUrl,
        TrackingUrl = order.TrackingUrl,
        Status = order.Status,
        PaymentStatus = order.PaymentStatus,
        CreatedAt = order.PlacedAt,
        Email = order.BuyerEmail,
        CanonicalEmail = order.BuyerAddress,
        Currency = order.Currency,
        SubtotalAmount = Money.Major(order.SubtotalMinor, order.Currency),
        ShippingAmount = Money.Major(order.ShippingMinor, order.Currency),
        TaxAmount = Money.Major(order.TaxMinor, order.Currency),
        TotalAmount = Money.Major(order.TotalMinor, order.Currency),
        Billing = order.Billing,
        Shipping = order.Shipping,
        Lines = [.. order.Lines.OrderBy(line => line.Id).Select(line => new ExportedOrderLine(
            line.Sku, line.Name, line.Quantity, Money.Major(line.UnitPriceMinor, order.Currency), Money.Major(line.TotalMinor, order.Currency),
            line.TaxRateHundredths / 100m))],
    };
}

/// <summary>One line of an order.</summary>
public sealed record ExportedOrderLine(string Sku, string Name, int Quantity, decimal UnitPrice, decimal TotalAmount, decimal? TaxRate);
