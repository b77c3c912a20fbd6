using Storefront.Platform.Callers;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Verification;

/// <summary>Returns the state of a mailed verification link without spending it.</summary>
public sealed class ReadVerificationLink(OneTimeTokens tokens, TimeProvider clock)
{
    public async Task<Result<AccountLinkView>> RunAsync(Caller caller, AccountLink link, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return await AccountLinkView.OfAsync(tokens, TokenPurpose.VerifyAddress, link, clock.GetUtcNow(), ct);
    }
}
