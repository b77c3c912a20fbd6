using System.Globalization;

namespace Storefront.Tests.Support;

/// <summary>Past guest orders for tests; whoever verifies the address gets them.</summary>
public static class PastOrders
{
    /// <summary>One order of one line; an empty invoice means none, and without a time a higher total is a later order.</summary>
    public static Order Order(
        this Shop shop, string email, string number, string article = "Kettle", long total = 1000, string currency = "EUR", string? invoice = null,
        DateTimeOffset? placedAt = null, PaymentStatus payment = PaymentStatus.Paid) =>
            new()
            {
                MerchantId = shop.Id,
                OrderNumber = number,
                InvoiceNumber = invoice is "" ? null : invoice ?? "INV-" + number,
                Status = int.Parse(number[^1..], CultureInfo.InvariantCulture) % 2 == 0 ? OrderStatus.Paid : OrderStatus.Completed,
                PaymentStatus = payment,
                Currency = currency,
                SubtotalMinor = total,
                TotalMinor = total,
                BuyerEmail = email,
                BuyerAddress = email,
                Billing = new() { Firstname = "Jane", Lastname = "Doe", City = "Utrecht" },
                Shipping = new() { Firstname = "Jane", Lastname = "Doe", City = "Utrecht" },
                PlacedAt = placedAt ?? new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).AddMinutes(total),
                Lines = [new() { MerchantId = shop.Id, Sku = "SKU-1", Name = article, Quantity = 1, UnitPriceMinor = total, TotalMinor = total }],
            };

    public static Task AddAsync(this Shop shop, params IEnumerable<Order> orders) => shop.Platform.AsAsync(shop, async db =>
    {
        db.Orders.AddRange(orders);
        return await db.SaveChangesAsync();
    });
}
