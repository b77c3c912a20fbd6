namespace Storefront.Domain.Orders;

/// <summary>A past order as accounting needs it, with its own copy of all data, with or without a customer.</summary>
/// <remarks>Amounts are whole minor units (cents) of <see cref="Currency"/>. An order outlives its customer. Deletion removes the reference
/// permanently, so a later account of the same address never sees the order.</remarks>
public sealed class Order : IOutlivesCustomer
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long? CustomerId { get; init; }
    public Customer? Customer { get; init; }

    /// <summary>When an erasure removed the reference to the customer; afterwards it stays null.</summary>
    public DateTimeOffset? UnlinkedAt { get; init; }

    /// <summary>When the personal data was masked, because the retention term had ended; the amounts stay.</summary>
    public DateTimeOffset? MaskedAt { get; init; }
    public required string OrderNumber { get; init; }
    public string? InvoiceNumber { get; init; }
    public OrderStatus Status { get; init; }
    public PaymentStatus PaymentStatus { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }
    public long SubtotalMinor { get; init; }
    public long ShippingMinor { get; init; }
    public long TaxMinor { get; init; }
    public long TotalMinor { get; init; }

    /// <summary>The buyer's address as given, and its canonical form, which links guest orders to a verified address.</summary>
    public required string BuyerEmail { get; init; }
    public required string BuyerAddress { get; init; }
    public required PostalAddress Billing { get; init; }
    public required PostalAddress Shipping { get; init; }
    public DateTimeOffset PlacedAt { get; init; }
    public ICollection<OrderLine> Lines { get; init; } = [];
}
