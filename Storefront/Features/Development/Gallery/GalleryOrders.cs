namespace Storefront.Features.Development.Gallery;

/// <summary>Orders whose way has every kind of step.</summary>
internal static class GalleryOrders
{
    public static Order OnHold => Of(OrderStatus.OnHold, PaymentStatus.Paid);
    public static Order PaidBack => Of(OrderStatus.Refunded, PaymentStatus.Refunded);

    private static Order Of(OrderStatus status, PaymentStatus payment) => new()
    {
        OrderNumber = "2026-17",
        Status = status,
        PaymentStatus = payment,
        TrackingUrl = "https://parcels.example/17",
        Currency = "EUR",
        BuyerEmail = "jane@example.com",
        BuyerAddress = "jane@example.com",
        Billing = new(),
        Shipping = new(),
    };
}
