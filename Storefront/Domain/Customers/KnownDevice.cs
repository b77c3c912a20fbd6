namespace Storefront.Domain.Customers;

/// <summary>That a customer has signed in from a device before: a browser, or an app in a network.</summary>
/// <remarks>Holds a hash and two moments, and not what the device is: it serves to recognise one and tells nothing.</remarks>
public sealed class KnownDevice : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long CustomerId { get; init; }
    public Customer Customer { get; init; } = null!;

    /// <summary>SHA-256 of what the device can say again, together with the customer: one browser of two people gives two values.</summary>
    public required byte[] Hash { get; init; }
    public DateTimeOffset FirstSeenAt { get; init; }
    public DateTimeOffset LastSeenAt { get; init; }
}
