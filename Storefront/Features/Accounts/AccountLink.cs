using Storefront.Platform.Links;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts;

/// <summary>The two values of a mailed link to an account.</summary>
public sealed class AccountLink
{
    public string? Email { get; set; }
    public string? Token { get; set; }
}

/// <summary>What the page of a link may show about it.</summary>
public sealed record AccountLinkView(LinkState State, string? Email, string? Address, long? CustomerId) : IMailedLinkView
{
    public static readonly AccountLinkView Unknown = new(LinkState.Unknown, null, null, null);

    public bool IsUsable => State == LinkState.Usable;

    /// <summary>Looks a link up without spending it.</summary>
    public static async Task<AccountLinkView> OfAsync(
        OneTimeTokens tokens, TokenPurpose purpose, AccountLink link, DateTimeOffset now, CancellationToken ct) =>
        await tokens.FindAsync(purpose, LinkAddress.Read(link.Email), link.Token, ct) is { } token
            ? new(token.StateAt(now), token.Customer.Email, token.Address, token.CustomerId)
            : Unknown;
}
