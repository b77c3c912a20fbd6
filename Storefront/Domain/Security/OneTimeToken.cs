using System.Linq.Expressions;

namespace Storefront.Domain.Security;

/// <summary>The token of a mailed link: valid once, at one merchant, for one customer, address and purpose.</summary>
/// <remarks>Only the hash of the secret is stored. One guarded UPDATE spends the row (see <c>OneTimeTokens</c>), never a read followed by a
/// write.</remarks>
public sealed class OneTimeToken : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long CustomerId { get; init; }
    public Customer Customer { get; init; } = null!;
    public TokenPurpose Purpose { get; init; }

    /// <summary>SHA-256 of the secret.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The canonical address that the link was mailed to.</summary>
    public required string Address { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When a browser first showed the page of an invitation's link; the link stays usable.</summary>
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>SHA-256 of a value that only the browser that used the link can send again; it identifies a repeat.</summary>
    public byte[]? UsedBy { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When the invitee declined; only invitations can be declined.</summary>
    public DateTimeOffset? DeclinedAt { get; init; }

    /// <summary>Whether the token is open apart from its expiry; the same condition in memory and in a query.</summary>
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
