namespace Storefront.Domain.Orders;

/// <summary>One line of an order; amounts in minor units of the order's currency.</summary>
public sealed class OrderLine : ITenantOwned
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long OrderId { get; init; }
    public required string Sku { get; init; }
    public required string Name { get; init; }

    /// <summary>The name, folded for the customer's search.</summary>
    public string FoldedName { get => SearchText.FoldCopied(Name); private init => _ = value; }
    public int Quantity { get; init; }
    public long UnitPriceMinor { get; init; }
    public long TotalMinor { get; init; }

    /// <summary>The tax rate in hundredths of a percent; null when unknown.</summary>
    public int? TaxRateHundredths { get; init; }

    /// <summary>The line's values, for comparison.</summary>
    internal (string, string, int, long, long, int?) Told => (Sku, Name, Quantity, UnitPriceMinor, TotalMinor, TaxRateHundredths);
}
