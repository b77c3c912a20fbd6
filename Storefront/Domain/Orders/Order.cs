namespace Storefront.Domain.Orders;

/// <summary>A past order as accounting needs it, with its own copy of all data, with or without a customer.</summary>
/// <remarks>Amounts are whole minor units (cents) of <see cref="Currency"/>. An order outlives its customer. Deletion removes the reference
/// permanently, so a later account of the same address never sees the order.</remarks>
public sealed class Order : IOutlivesCustomer
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long? CustomerId { get; set; }
    public Customer? Customer { get; init; }

    /// <summary>When an erasure removed the reference to the customer; afterwards it stays null.</summary>
    public DateTimeOffset? UnlinkedAt { get; init; }

    /// <summary>When the personal data was masked, because the retention term had ended; the amounts stay.</summary>
    public DateTimeOffset? MaskedAt { get; init; }
    public required string OrderNumber { get; init; }
    public string? InvoiceNumber { get; set; }

    /// <summary>Both numbers, folded for the customer's search; they follow the numbers.</summary>
    public string FoldedNumber { get => SearchText.FoldCopied(OrderNumber); private init => _ = value; }
    public string FoldedInvoice { get => SearchText.FoldCopied(InvoiceNumber); private set => _ = value; }

    /// <summary>Links to the shopper's invoice and to the parcel's tracking; https only.</summary>
    public string? InvoiceUrl { get; set; }
    public string? TrackingUrl { get; set; }
    public OrderStatus Status { get; set; }
    public PaymentStatus PaymentStatus { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }
    public long SubtotalMinor { get; set; }
    public long ShippingMinor { get; set; }
    public long TaxMinor { get; set; }
    public long TotalMinor { get; set; }

    /// <summary>The buyer's address as given, and its canonical form, which links guest orders to a verified address.</summary>
    public required string BuyerEmail { get; set; }
    public required string BuyerAddress { get; set; }
    public required PostalAddress Billing { get; set; }
    public required PostalAddress Shipping { get; set; }
    public DateTimeOffset PlacedAt { get; set; }
    public ICollection<OrderLine> Lines { get; init; } = [];

    /// <summary>Whether the order still names its buyer outside the data kept by law.</summary>
    public bool IsOfSomebody => UnlinkedAt is null && MaskedAt is null;

    /// <summary>Takes over another system's data of the order; returns whether anything changed.</summary>
    /// <remarks>An erased buyer is not taken over again, and neither is the link to a customer.</remarks>
    public bool TakeOver(Order other)
    {
        var before = Told;
        (Status, PaymentStatus, InvoiceNumber, PlacedAt) = (other.Status, other.PaymentStatus, other.InvoiceNumber, other.PlacedAt);
        (Currency, SubtotalMinor, ShippingMinor, TaxMinor, TotalMinor) =
            (other.Currency, other.SubtotalMinor, other.ShippingMinor, other.TaxMinor, other.TotalMinor);
        if (IsOfSomebody)
        {
            (BuyerEmail, BuyerAddress, Billing, Shipping) = (other.BuyerEmail, other.BuyerAddress, other.Billing, other.Shipping);
            (InvoiceUrl, TrackingUrl) = (other.InvoiceUrl, other.TrackingUrl);
        }

        var hasSameLines = Lines.OrderBy(line => line.Id).Select(line => line.Told).SequenceEqual(other.Lines.Select(line => line.Told));
        if (!hasSameLines)
        {
            Lines.Clear();
            foreach (var line in other.Lines)
            {
                Lines.Add(line);
            }
        }

        return !hasSameLines || !before.Equals(Told);
    }

    private object Told => (
        (Status, PaymentStatus, InvoiceNumber, PlacedAt, Currency, SubtotalMinor, ShippingMinor, TaxMinor, TotalMinor),
        (BuyerEmail, BuyerAddress, Billing, Shipping, InvoiceUrl, TrackingUrl));
}
