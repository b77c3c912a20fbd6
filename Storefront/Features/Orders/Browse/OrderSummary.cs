namespace Storefront.Features.Orders.Browse;

/// <summary>An order in a list; amounts in major units of the currency.</summary>
public sealed record OrderSummary
{
    public required long Id { get; init; }
    public required string OrderNumber { get; init; }
    public required string? InvoiceId { get; init; }
    public required OrderStatus Status { get; init; }
    public required PaymentStatus PaymentStatus { get; init; }
    public required string Currency { get; init; }
    public required decimal TotalAmount { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public static OrderSummary Of(Order order) => new()
    {
        Id = order.Id,
        OrderNumber = order.OrderNumber,
        InvoiceId = order.InvoiceNumber,
        Status = order.Status,
        PaymentStatus = order.PaymentStatus,
        Currency = order.Currency,
        TotalAmount = Money.Major(order.TotalMinor, order.Currency),
        CreatedAt = order.PlacedAt,
    };
}

/// <summary>The data of an order's answer.</summary>
public sealed record OrderData(OrderDetail Order);

/// <summary>An order with its lines, totals and copies of its addresses.</summary>
public sealed record OrderDetail
{
    public required long Id { get; init; }
    public required string OrderNumber { get; init; }
    public required string? InvoiceId { get; init; }
    public required string? InvoiceUrl { get; init; }
    public required string? TrackingUrl { get; init; }
    public required OrderStatus Status { get; init; }
    public required PaymentStatus PaymentStatus { get; init; }
    public required string Currency { get; init; }
    public required decimal SubtotalAmount { get; init; }
    public required decimal ShippingAmount { get; init; }
    public required decimal TaxAmount { get; init; }
    public required decimal TotalAmount { get; init; }
    public required string Email { get; init; }
    public required PostalAddress Billing { get; init; }
    public required PostalAddress Shipping { get; init; }
    public required IReadOnlyList<OrderLineDetail> Lines { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public static OrderDetail Of(Order order) => new()
    {
        Id = order.Id,
        OrderNumber = order.OrderNumber,
        InvoiceId = order.InvoiceNumber,
        InvoiceUrl = order.InvoiceUrl,
        TrackingUrl = order.TrackingUrl,
        Status = order.Status,
        PaymentStatus = order.PaymentStatus,
        Currency = order.Currency,
        SubtotalAmount = Money.Major(order.SubtotalMinor, order.Currency),
        ShippingAmount = Money.Major(order.ShippingMinor, order.Currency),
        TaxAmount = Money.Major(order.TaxMinor, order.Currency),
        TotalAmount = Money.Major(order.TotalMinor, order.Currency),
        Email = order.BuyerEmail,
        Billing = order.Billing,
        Shipping = order.Shipping,
        Lines = [.. order.Lines.OrderBy(line => line.Id).Select(line => new OrderLineDetail(
            line.Sku, line.Name, line.Quantity, Money.Major(line.UnitPriceMinor, order.Currency), Money.Major(line.TotalMinor, order.Currency),
            line.TaxRateHundredths / 100m))],
        CreatedAt = order.PlacedAt,
    };
}

/// <summary>One line of an order; amounts in major units, the tax rate in percent.</summary>
public sealed record OrderLineDetail(string Sku, string Name, int Quantity, decimal UnitPrice, decimal TotalAmount, decimal? TaxRate);
