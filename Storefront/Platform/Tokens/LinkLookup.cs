using Storefront.Domain;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Tokens;

/// <summary>Finds the token of a mailed link with its customer, to show what the link leads to; nothing is used up.</summary>
public sealed class LinkLookup(CommittedRows rows)
{
    /// <summary>The token of this secret and address at the merchant, in whatever state; null when there is none.</summary>
    public Task<OneTimeToken?> FindAsync(long merchantId, TokenPurpose purpose, EmailAddress address, string secret, CancellationToken ct) => rows.FindAsync<OneTimeToken>(
        """t."MerchantId" = @merchant AND t."Purpose" = @purpose AND t."Hash" = @hash AND t."Address" = @address""", ct,
        ("@merchant", merchantId), ("@purpose", (int)purpose), ("@hash", Secret.Hash(secret)), ("@address", address.Canonical));
}
