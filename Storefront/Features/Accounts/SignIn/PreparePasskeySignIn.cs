using Storefront.Features.Accounts.Passkeys;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity.Passkeys;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.SignIn;

/// <summary>Offers signing in with a passkey: the same options for everybody, so they tell nothing about any account.</summary>
public sealed class PreparePasskeySignIn(PasskeyCeremonies ceremonies)
{
    public async Task<Result<PasskeyOffer>> RunAsync(Caller caller) =>
        caller.Merchant.PrimaryHost is null ? PasskeyErrors.NoHost : await ceremonies.OfferSignInAsync(caller);
}

/// <summary>Nothing beside the merchant's number: the options are the same for everybody.</summary>
public sealed class PreparePasskeySignInRequest;
