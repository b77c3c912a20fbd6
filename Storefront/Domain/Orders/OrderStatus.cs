namespace Storefront.Domain.Orders;

/// <summary>Where an order stands; in snake case these are the wire's words.</summary>
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
