using System.Globalization;
using Storefront.Domain;

namespace Storefront.Tests.Support;

/// <summary>Past guest orders for tests; whoever proves the address gets them.</summary>
public static class PastOrders
{
    public static Order Order(this Shop shop, string email, string number, string article = "Kettle", long total = 1000) => new()
    {
        MerchantId = shop.Id,
        OrderNumber = number,
        InvoiceNumber = "INV-" + number,
        Status = int.Parse(number[^1..], CultureInfo.InvariantCulture) % 2 == 0 ? OrderStatus.Paid : OrderStatus.Completed,
        PaymentStatus = PaymentStatus.Paid,
        Currency = "EUR",
        SubtotalMinor = total,
        TotalMinor = total,
        BuyerEmail = email,
        BuyerAddress = email,
        Billing = new() { Firstname = "Jane", Lastname = "Doe", City = "Utrecht" },
        Shipping = new() { Firstname = "Jane", Lastname = "Doe", City = "Utrecht" },
        PlacedAt = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).AddMinutes(total),
        Lines = [new() { MerchantId = shop.Id, Sku = "SKU-1", Name = article, Quantity = 1, UnitPriceMinor = total, TotalMinor = total }],
    };

    public static Task AddAsync(this Shop shop, params IEnumerable<Order> orders) => shop.Platform.AsAsync(shop, async db =>
    {
        db.Orders.AddRange(orders);
        return await db.SaveChangesAsync();
    });
}
