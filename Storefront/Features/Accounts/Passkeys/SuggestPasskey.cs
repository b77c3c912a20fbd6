using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Passkeys;

/// <summary>Tells whether to suggest a passkey: the account was opened or verified a moment ago, and has none.</summary>
public sealed class SuggestPasskey(StorefrontDb db, TimeProvider clock)
{
    public async Task<Result<bool>> RunAsync(Caller caller, CancellationToken ct) =>
        caller is { Customer: { EmailVerifiedAt: { } verified } customer, Merchant.PrimaryHost: not null }
        && clock.GetUtcNow() - verified < OwnerConfirmation.Freshness
        && !await db.CustomerPasskeys.AnyAsync(passkey => passkey.UserId == customer.Id, ct);
}
