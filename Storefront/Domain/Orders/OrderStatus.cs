namespace Storefront.Domain.Orders;

/// <summary>The status of an order; in snake case these are the API's values.</summary>
public enum OrderStatus
{
    OnHold,
    PaymentReceived,
    Paid,
    Completed,
    Cancelled,
    Refunding,
    Refunded,
    Pending,
    Failed,
}

/// <summary>Whether an order is paid.</summary>
public enum PaymentStatus
{
    Open,
    Paid,
    Refunded,
}
