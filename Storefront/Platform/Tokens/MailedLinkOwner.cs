using Storefront.Platform.Links;

namespace Storefront.Platform.Tokens;

/// <summary>Finds whom a mailed link is for, so that two links can be distinguished before either is opened.</summary>
public sealed class MailedLinkOwner(LinkLookup links)
{
    /// <summary>The address of the link's customer; for an unknown link the address it claims, if that is valid.</summary>
    public async ValueTask<EmailAddress?> FindAsync(Merchant merchant, MailedLinkPage page, string? email, string? token, CancellationToken ct)
    {
        var claimed = LinkAddress.Read(email);
        var found = await links.FindAsync(merchant.Id, page.Purpose, claimed, token, ct);
        return LinkAddress.Read(found?.Customer.Email) ?? claimed;
    }
}
