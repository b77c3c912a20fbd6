namespace Storefront.Tests.Domain.Orders;

/// <summary>The way of an order in words: only what the merchant recorded.</summary>
public sealed class OrderTimelineTests
{
    [Theory]
    [InlineData(OrderStatus.Completed, PaymentStatus.Paid, false, "Ordered, Paid, Completed")]
    [InlineData(OrderStatus.Completed, PaymentStatus.Paid, true, "Ordered, Paid, Handed to the carrier, Completed")]
    [InlineData(OrderStatus.Completed, PaymentStatus.Open, false, "Ordered, Not paid yet, Completed")]
    [InlineData(OrderStatus.Completed, PaymentStatus.Refunded, false, "Ordered, Paid, Completed, Refunded")]
    [InlineData(OrderStatus.Paid, PaymentStatus.Paid, false, "Ordered, Paid, (Completed)")]
    [InlineData(OrderStatus.PaymentReceived, PaymentStatus.Paid, true, "Ordered, Paid, Handed to the carrier, (Completed)")]
    [InlineData(OrderStatus.Pending, PaymentStatus.Open, false, "Ordered, Not paid yet, Pending, (Completed)")]
    [InlineData(OrderStatus.OnHold, PaymentStatus.Paid, false, "Ordered, Paid, On hold, (Completed)")]
    [InlineData(OrderStatus.Cancelled, PaymentStatus.Open, false, "Ordered, Cancelled")]
    [InlineData(OrderStatus.Cancelled, PaymentStatus.Refunded, false, "Ordered, Paid, Cancelled, Refunded")]
    [InlineData(OrderStatus.Failed, PaymentStatus.Open, false, "Ordered, Failed")]
    [InlineData(OrderStatus.Refunding, PaymentStatus.Refunded, false, "Ordered, Paid, Being refunded")]
    [InlineData(OrderStatus.Refunded, PaymentStatus.Refunded, false, "Ordered, Paid, Refunded")]
    public void Status_payment_and_parcel_become_steps_in_their_order(OrderStatus status, PaymentStatus payment, bool isSent, string told)
    {
        var steps = OrderTimeline.Of(new()
        {
            OrderNumber = "T-1",
            Status = status,
            PaymentStatus = payment,
            TrackingUrl = isSent ? "https://parcels.example/1" : null,
            Currency = "EUR",
            BuyerEmail = "",
            BuyerAddress = "",
            Billing = new(),
            Shipping = new(),
        });

        Assert.Equal(told, string.Join(", ", steps.Select(step => step.IsAhead ? $"({step.Title})" : step.Title.English)));
    }
}
