using Storefront.Platform.Callers;
using Storefront.Platform.Links;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Invitations.Accept;

/// <summary>Returns the state of an invitation's link without spending it: one of the seven link states.</summary>
public sealed class ReadInvitation(LinkLookup links, TimeProvider clock)
{
    public async Task<Result<InvitationView>> RunAsync(Caller caller, InvitationLink link, CancellationToken ct)
    {
        var found = await links.FindAsync(caller.Merchant.Id, TokenPurpose.AcceptInvitation, LinkAddress.Read(link.Email), link.Token, ct);
        return found is { } token
            ? new InvitationView(
                caller.Merchant.Name, InvitationErrors.StateOf(token, clock.GetUtcNow()), token.Customer.Email, token.Address)
            { Link = token }
            : new InvitationView(caller.Merchant.Name, LinkState.Unknown, null, null);
    }
}

/// <summary>The two values of an invitation's link.</summary>
public sealed class InvitationLink
{
    public string? Email { get; set; }
    public string? Token { get; set; }

    /// <summary>Returns what is missing or malformed, or the address.</summary>
    internal Refusal? Check(out EmailAddress address)
    {
        var problems = new FieldProblems();
        problems.Add("email", EmailAddress.Check(Email, out address));
        problems.Add("token", LinkSecret.Check(Token));
        return problems.ToRefusal();
    }
}

/// <summary>What the page of a link may show about it.</summary>
public sealed record InvitationView(string Shop, LinkState State, string? Email, string? Address) : IMailedLinkView
{
    /// <summary>The link itself; null where the page is rendered for the page cache.</summary>
    internal OneTimeToken? Link { get; init; }

    public bool IsUsable => State == LinkState.Usable;

    /// <summary>Whether a new link can be mailed to the invitation's address.</summary>
    public bool IsRenewable => State is LinkState.Expired or LinkState.Superseded;
}
