using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Identity.Passkeys;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Passkeys;

/// <summary>Offers the signed-in customer a new passkey; nothing is stored yet.</summary>
/// <remarks>A session older than ten minutes needs the current password. An unverified address cannot have a passkey: whoever registered a
/// stranger's address could keep a key to the account.</remarks>
public sealed class PreparePasskey(StorefrontDb db, OwnerConfirmation confirmation, PasskeyCeremonies ceremonies)
{
    public async Task<Result<PasskeyOffer>> RunAsync(Caller caller, PreparePasskeyRequest request, CancellationToken ct)
    {
        if (caller.Customer is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        if (customer.EmailVerifiedAt is null)
        {
            return PasskeyErrors.Unverified;
        }

        if (caller.Merchant.PrimaryHost is null)
        {
            return PasskeyErrors.NoHost;
        }

        if (await db.CustomerPasskeys.CountAsync(passkey => passkey.UserId == customer.Id, ct) >= CustomerPasskey.MaxPerCustomer)
        {
            return PasskeyErrors.TooMany;
        }

        return await confirmation.CheckAsync(caller, customer, request.CurrentPassword, ct) is { } refusal
            ? refusal
            : await ceremonies.OfferNewAsync(caller, customer);
    }
}

/// <summary>The current password; not needed within ten minutes after signing in.</summary>
public sealed class PreparePasskeyRequest
{
    public string? CurrentPassword { get; set; }
}
