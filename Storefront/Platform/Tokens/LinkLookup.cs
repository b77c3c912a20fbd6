using Storefront.Platform.Persistence.Statements;

namespace Storefront.Platform.Tokens;

/// <summary>Finds the token of a mailed link with its customer, to show the link's state; spends nothing.</summary>
/// <remarks>The secret alone finds it, however damaged it arrived (see <see cref="LinkSecretParser"/>). Every other value of the link must
/// match.</remarks>
public sealed class LinkLookup(UntrackedLookup rows)
{
    /// <summary>The token of this secret at the merchant, in any state; null when there is none, or when it was mailed to another address
    /// than the given one.</summary>
    public async ValueTask<OneTimeToken?> FindAsync(
        long merchantId, TokenPurpose purpose, EmailAddress? address, string? secret, CancellationToken ct)
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
