namespace Storefront.Domain.Orders;

/// <summary>Tells the way of an order in steps: what happened, and what is still to come.</summary>
/// <remarks>It says only what the merchant recorded. Times of the steps are not recorded, so none is said.</remarks>
public static class OrderTimeline
{
    public static IReadOnlyList<OrderStep> Of(Order order) =>
    [
        new("Ordered"),
        .. Payment(order),
        .. order.TrackingUrl is null ? [] : new[] { new OrderStep("Handed to the carrier") },
        .. End(order),
    ];

    private static IEnumerable<OrderStep> Payment(Order order)
    {
        if (order.PaymentStatus != PaymentStatus.Open)
        {
            yield return new(OrderText.Of(PaymentStatus.Paid));
        }
        else if (order.Status is not (OrderStatus.Cancelled or OrderStatus.Failed))
        {
            yield return new(OrderText.Of(PaymentStatus.Open));
        }
    }

    private static IEnumerable<OrderStep> End(Order order)
    {
        switch (order.Status)
        {
            case OrderStatus.OnHold or OrderStatus.Pending:
                yield return new(OrderText.Of(order.Status), "The shop looks at it before it goes on.");
                yield return new(OrderText.Of(OrderStatus.Completed), IsAhead: true);
                break;
            case OrderStatus.Paid or OrderStatus.PaymentReceived:
                yield return new(OrderText.Of(OrderStatus.Completed), IsAhead: true);
                break;
            default:
                yield return new(OrderText.Of(order.Status), After(order.Status));
                break;
        }

        if (order.PaymentStatus == PaymentStatus.Refunded && order.Status is not (OrderStatus.Refunded or OrderStatus.Refunding))
        {
            yield return new(OrderText.Of(OrderStatus.Refunded), After(OrderStatus.Refunded));
        }
    }

    private static Sentence? After(OrderStatus status) => status switch
    {
        OrderStatus.Cancelled => "Nothing more happens with this order.",
        OrderStatus.Refunding => "The shop is paying your money back.",
        OrderStatus.Refunded => "Your money was paid back.",
        OrderStatus.Failed => "This order did not come about.",
        _ => null,
    };
}

/// <summary>One step on the way of an order.</summary>
/// <param name="Title">What happened, or will.</param>
/// <param name="Text">What it means for the buyer.</param>
/// <param name="IsAhead">Whether it is still to come.</param>
public sealed record OrderStep(Sentence Title, Sentence? Text = null, bool IsAhead = false);
