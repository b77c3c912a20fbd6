namespace Storefront.Domain.Customers;

/// <summary>A signed-in session of a customer, in a browser or as an API token.</summary>
/// <remarks>Every request looks the row up. Deleting it ends the session at once, whatever copies of the secret exist.</remarks>
public sealed class Session : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long CustomerId { get; init; }
    public Customer Customer { get; init; } = null!;
    public SessionKind Kind { get; init; }

    /// <summary>SHA-256 of the secret in the cookie or the bearer token.</summary>
    public required byte[] Hash { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>The latest end; <see cref="IdleLimit"/> may end the session earlier.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
    public TimeSpan IdleLimit { get; init; }

    /// <summary>The client's user agent, cut to 191 characters.</summary>
    public string? Device { get; init; }

    public bool IsAliveAt(DateTimeOffset now) => now < ExpiresAt && now < LastSeenAt + IdleLimit;
}

/// <summary>Where the secret of a session is stored.</summary>
public enum SessionKind
{
    Browser = 1,
    Bearer = 2,
}
