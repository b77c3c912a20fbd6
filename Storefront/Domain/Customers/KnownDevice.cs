namespace Storefront.Domain.Customers;

/// <summary>A device a customer has signed in from before: a browser, or an app in a network.</summary>
/// <remarks>The row holds a hash and two times. It recognizes a device but does not describe it.</remarks>
public sealed class KnownDevice : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long CustomerId { get; init; }
    public Customer Customer { get; init; } = null!;

    /// <summary>SHA-256 of the device's secret and the customer's number. One browser used by two people gives two values.</summary>
    public required byte[] Hash { get; init; }
    public DateTimeOffset FirstSeenAt { get; init; }
    public DateTimeOffset LastSeenAt { get; init; }
}
