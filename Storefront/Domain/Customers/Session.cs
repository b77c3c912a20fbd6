namespace Storefront.Domain.Customers;

/// <summary>A customer signed in once, in a browser or as a bearer of an API token.</summary>
/// <remarks>The row is looked up on every request: deleting it ends the session at once, whatever copies of the secret exist.</remarks>
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

    /// <summary>The end whatever happens; <see cref="IdleLimit"/> may end it sooner.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
    public TimeSpan IdleLimit { get; init; }

    /// <summary>What the client calls itself, cut to 191 characters.</summary>
    public string? Device { get; init; }

    public bool IsAliveAt(DateTimeOffset now) => now < ExpiresAt && now < LastSeenAt + IdleLimit;
}

/// <summary>Where a session's secret lives.</summary>
public enum SessionKind
{
    Browser = 1,
    Bearer = 2,
}
