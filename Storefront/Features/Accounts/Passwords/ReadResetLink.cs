using Storefront.Platform.Callers;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Passwords;

/// <summary>Returns the state of a mailed reset link without spending it.</summary>
public sealed class ReadResetLink(OneTimeTokens tokens, TimeProvider clock)
{
    public async Task<Result<AccountLinkView>> RunAsync(Caller caller, AccountLink link, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return await AccountLinkView.OfAsync(tokens, TokenPurpose.ResetPassword, link, clock.GetUtcNow(), ct);
    }
}
