using Storefront.Platform.Persistence.Statements;

namespace Storefront.Platform.Tokens;

/// <summary>Finds the token of a mailed link with its customer, to show what the link leads to; nothing is used up.</summary>
/// <remarks>The secret alone finds it, as bent as it came (see <see cref="LinkSecretParser"/>); whatever else is said about the link must fit.</remarks>
public sealed class LinkLookup(UntrackedLookup rows)
{
    /// <summary>The token of this secret at the merchant, in whatever state; null when there is none, or when it was mailed to another address than the given one.</summary>
    public async ValueTask<OneTimeToken?> FindAsync(long merchantId, TokenPurpose purpose, EmailAddress? address, string? secret, CancellationToken ct)
    {
        foreach (var reading in LinkSecretParser.Read(secret))
        {
            if (await rows.FindLinkAsync(merchantId, purpose, LinkKey.Of(reading), ct) is { } token)
            {
                return address is null || token.Address == address.Canonical ? token : null;
            }
        }

        return null;
    }
}
