using Storefront.Platform.Persistence.Statements;

namespace Storefront.Platform.Tokens;

/// <summary>Finds the token of a mailed link with its customer, to show the link's state; spends nothing.</summary>
public sealed class LinkLookup(UntrackedLookup rows)
{
    /// <summary>The token of this secret and address at the merchant, in any state; null when there is none.</summary>
    public ValueTask<OneTimeToken?> FindAsync(long merchantId, TokenPurpose purpose, EmailAddress address, string secret, CancellationToken ct) =>
        rows.FindLinkAsync(merchantId, purpose, LinkKey.Of(secret), address.Canonical, ct);

    /// <summary>The token of this secret and customer at the merchant, in any state; null when there is none.</summary>
    public ValueTask<OneTimeToken?> FindAsync(long merchantId, TokenPurpose purpose, long customerId, string secret, CancellationToken ct) =>
        rows.FindLinkAsync(merchantId, purpose, LinkKey.Of(secret), customerId, ct);
}
