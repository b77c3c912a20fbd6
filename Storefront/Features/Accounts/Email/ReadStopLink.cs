using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Links;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Email;

/// <summary>Returns the state of an address change, as seen from the mailed link that stops it. Changes nothing.</summary>
/// <remarks>The link proves that its holder reads the customer's mail. The link stops the change it was mailed for and any later one until
/// it expires.</remarks>
public sealed class ReadStopLink(StorefrontDb db, OneTimeTokens tokens, TimeProvider clock)
{
    public async Task<Result<StopLinkView>> RunAsync(Caller caller, AccountLink link, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return await tokens.FindAsync(TokenPurpose.StopEmailChange, LinkAddress.Read(link.Email), link.Token, ct) is { } token
            ? new StopLinkView(await StateOfAsync(token, ct), token.Customer.Email, token.Address)
            : new StopLinkView(StopLinkState.Unknown, null, null);
    }

    private async Task<StopLinkState> StateOfAsync(OneTimeToken token, CancellationToken ct)
    {
        if (token.Customer.NormalizedEmail != token.Address)
        {
            return StopLinkState.TooLate;
        }

        var now = clock.GetUtcNow();
        return token.ExpiresAt <= now ? StopLinkState.Expired
            : await db.EmailChanges.AnyAsync(change => change.CustomerId == token.CustomerId && change.ExpiresAt > now, ct)
                ? StopLinkState.Open
                : StopLinkState.Stopped;
    }
}

/// <summary>What the page of a stop link may show; the address is set only for a known link.</summary>
public sealed record StopLinkView(StopLinkState State, string? Email, string? Address) : IMailedLinkView
{
    public bool IsUsable => State == StopLinkState.Open;
}

/// <summary>The state of an address change, as seen from its stop link.</summary>
public enum StopLinkState
{
    Unknown,

    /// <summary>A code was mailed and the change can be stopped.</summary>
    Open,

    /// <summary>No change is pending: it was stopped, or its code expired.</summary>
    Stopped,
    Expired,

    /// <summary>The address was already changed.</summary>
    TooLate,
}
