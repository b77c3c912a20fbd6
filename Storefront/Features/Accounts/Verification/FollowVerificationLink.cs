using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Links;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Verification;

/// <summary>Redirects an API verification link to the shop's page, where a posted form confirms. It does not spend the link.</summary>
public sealed class FollowVerificationLink(StorefrontDb db, OneTimeTokens tokens, ShopLinks links, TimeProvider clock)
{
    public async Task<Result<VerificationLanding>> RunAsync(Caller caller, long customerId, string secret, CancellationToken ct)
    {
        if (await db.Customers.AsNoTracking().FirstOrDefaultAsync(row => row.Id == customerId, ct) is not { } customer)
        {
            return VerificationErrors.UnknownCustomer;
        }

        var token = await tokens.FindAsync(TokenPurpose.VerifyAddress, address: null, secret, ct);
        var state = token?.CustomerId == customer.Id ? token.StateAt(clock.GetUtcNow()) : LinkState.Unknown;
        if (caller.Merchant.PrimaryHost is null)
        {
            return state is LinkState.Usable or LinkState.Used ? new VerificationLanding(null) : VerificationErrors.InvalidLink;
        }

        return new VerificationLanding(state switch
        {
            LinkState.Usable => links.To(
                caller.Merchant, ShopPages.VerifyEmail, new KeyValuePair<string, string?>(MailedLinkPage.Token, LinkSecretParser.Run(secret))),
            LinkState.Used => links.To(caller.Merchant, ShopPages.VerifyEmail, new KeyValuePair<string, string?>("verified", "1")),
            _ => links.To(caller.Merchant, ShopPages.VerifyEmail, new KeyValuePair<string, string?>("error", "invalid")),
        });
    }
}

/// <summary>The page to redirect to; no address when the merchant has no host.</summary>
public sealed record VerificationLanding(string? Address);
