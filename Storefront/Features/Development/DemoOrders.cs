namespace Storefront.Features.Development;

/// <summary>Past guest orders of one address at both demo shops.</summary>
internal static class DemoOrders
{
    private static readonly PostalAddress Home = new()
    {
        Firstname = "Jane",
        Lastname = "Doe",
        Street = "Keizersgracht",
        Number = "12",
        Postcode = "1015 CJ",
        City = "Amsterdam",
        Country = "NL",
    };

    public static IEnumerable<Order> OfAurora(Merchant merchant, DateTimeOffset now) =>
    [
        Guest(merchant, "AUR-1001", OrderStatus.Paid, LastYear(now, 11), ("KEN-250", "Kenya Nyeri, 250 g", 2, 1295)),
        Guest(
            merchant, "AUR-1002", OrderStatus.Paid, ThisYear(now, 1), ("ETH-500", "Ethiopia Guji, 500 g", 1, 2150),
            ("FLT-100", "Paper filters, 100", 1, 450)),
        Guest(merchant, "AUR-1003", OrderStatus.Completed, ThisYear(now, 1).AddDays(9), ("MUG-01", "Stoneware mug", 2, 1800)),
    ];

    public static IEnumerable<Order> OfBirch(Merchant merchant, DateTimeOffset now) =>
    [
        Guest(merchant, "BIR-5001", OrderStatus.Paid, LastYear(now, 10), ("STOOL-2", "Birch stool", 1, 8900)),
    ];

    private static DateTimeOffset LastYear(DateTimeOffset now, int month) => new(LastBegun(now) - 1, month, 17, 14, 20, 0, TimeSpan.Zero);

    private static DateTimeOffset ThisYear(DateTimeOffset now, int month) => new(LastBegun(now), month, 5, 9, 5, 0, TimeSpan.Zero);

    // Orders must be in the past: in the first weeks of January, the demo uses the previous year.
    private static int LastBegun(DateTimeOffset now) => now.AddDays(-15).Year;

    private static Order Guest(
        Merchant merchant, string number, OrderStatus status, DateTimeOffset placedAt,
        params (string Sku, string Name, int Quantity, long Price)[] lines)
    {
        const long shipping = 495;
        var subtotal = lines.Sum(line => line.Quantity * line.Price);
        return new Order
        {
            MerchantId = merchant.Id,
            OrderNumber = number,
            InvoiceNumber = "INV-" + number,
            Status = status,
            PaymentStatus = PaymentStatus.Paid,
            Currency = "EUR",
            SubtotalMinor = subtotal,
            ShippingMinor = shipping,
            TaxMinor = (subtotal + shipping) * 21 / 121,
            TotalMinor = subtotal + shipping,
            BuyerEmail = "jane@example.com",
            BuyerAddress = "jane@example.com",
            Billing = Home,
            Shipping = Home,
            PlacedAt = placedAt,
            Lines = [.. lines.Select(line => new OrderLine
            {
                MerchantId = merchant.Id,
                Sku = line.Sku,
                Name = line.Name,
                Quantity = line.Quantity,
                UnitPriceMinor = line.Price,
                TotalMinor = line.Quantity * line.Price,
            })],
        };
    }
}
