using System.Linq.Expressions;

namespace Storefront.Domain.Security;

/// <summary>What a mailed link is good for, at one merchant, for one customer and address, once.</summary>
/// <remarks>Only the hash of the secret is kept. The row is spent by one guarded UPDATE (see <c>OneTimeTokens</c>), never by
/// reading and writing.</remarks>
public sealed class OneTimeToken : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long CustomerId { get; init; }
    public Customer Customer { get; init; } = null!;
    public TokenPurpose Purpose { get; init; }

    /// <summary>SHA-256 of the secret.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Canonical form of the address the link was mailed to.</summary>
    public required string Address { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>SHA-256 of what only the browser that used it can say again, by which its repeat is known.</summary>
    public byte[]? UsedBy { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When whoever was invited said no; only invitations end so.</summary>
    public DateTimeOffset? DeclinedAt { get; init; }

    /// <summary>Whether nothing but time has ended the token; the same condition in memory and in a query.</summary>
    public static Expression<Func<OneTimeToken, bool>> IsOpen { get; } =
        token => token.UsedAt == null && token.DeclinedAt == null && token.RevokedAt == null && token.SupersededAt == null;

    private static readonly Func<OneTimeToken, bool> _isOpen = IsOpen.Compile();

    public bool WasUsedBy(byte[] hash) => UsedBy is not null && UsedBy.AsSpan().SequenceEqual(hash);

    public LinkState StateAt(DateTimeOffset now) => this switch
    {
        _ when _isOpen(this) => ExpiresAt > now ? LinkState.Usable : LinkState.Expired,
        { UsedAt: not null } => LinkState.Used,
        { DeclinedAt: not null } => LinkState.Declined,
        { RevokedAt: not null } => LinkState.Revoked,
        _ => LinkState.Superseded,
    };
}
