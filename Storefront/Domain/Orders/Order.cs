namespace Storefront.Domain.Orders;

/// <summary>A past order as the books need it: its own copy of everything, with or without a customer.</summary>
/// <remarks>Amounts are whole minor units (cents) of <see cref="Currency"/>. An order outlives its customer: deletion removes the link
/// and closes it for good, so that a later account of the same address never sees it.</remarks>
public sealed class Order : IOutlivesCustomer
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long? CustomerId { get; init; }
    public Customer? Customer { get; init; }

    /// <summary>When the link to a customer was removed by erasure; from then on it stays empty.</summary>
    public DateTimeOffset? UnlinkedAt { get; init; }

    /// <summary>When the person in it was masked, because the term for keeping it was over; the amounts stay.</summary>
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

    /// <summary>The address as the buyer gave it, and its canonical form, by which a proven address finds its guest orders.</summary>
    public required string BuyerEmail { get; init; }
    public required string BuyerAddress { get; init; }
    public required PostalAddress Billing { get; init; }
    public required PostalAddress Shipping { get; init; }
    public DateTimeOffset PlacedAt { get; init; }
    public ICollection<OrderLine> Lines { get; init; } = [];
}
