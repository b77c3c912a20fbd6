namespace Storefront.Platform.Webhooks;

/// <summary>A customer in the data of an event: numbers, state, times and the address.</summary>
public sealed record CustomerPayload(
    long CustomerId, string? ExternalId, string Email, string Status, DateTimeOffset? EmailVerifiedAt, DateTimeOffset CreatedAt)
{
    public static CustomerPayload Of(Customer customer) => new(
        customer.Id, customer.ExternalId, customer.Email!, customer.IsPending ? "invited" : "active", customer.EmailVerifiedAt, customer.CreatedAt);
}

/// <summary>An erased customer in the data of an event: the number and the receipt, and nobody's name.</summary>
public sealed record DeletedCustomerPayload(long CustomerId, Guid ReceiptId, string Check);
