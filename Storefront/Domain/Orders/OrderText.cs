namespace Storefront.Domain.Orders;

/// <summary>The text for an order's status.</summary>
public static class OrderText
{
    public static Sentence Of(OrderStatus status) => status switch
    {
        OrderStatus.OnHold => "On hold",
        OrderStatus.PaymentReceived => "Payment received",
        OrderStatus.Paid => "Paid",
        OrderStatus.Completed => "Completed",
        OrderStatus.Cancelled => "Cancelled",
        OrderStatus.Refunding => "Being refunded",
        OrderStatus.Refunded => "Refunded",
        OrderStatus.Pending => "Pending",
        _ => "Failed",
    };

    public static Sentence Of(PaymentStatus status) => status switch
    {
        PaymentStatus.Open => "Not paid yet",
        PaymentStatus.Paid => "Paid",
        _ => "Refunded",
    };
}
