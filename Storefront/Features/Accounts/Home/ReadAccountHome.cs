using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Home;

/// <summary>Returns what the first page of the account shows: the customer, the last order, and what the account lacks.</summary>
/// <remarks>The API has the same values in <c>profile/get</c>, <c>orders/list</c> and <c>passkeys/list</c>.</remarks>
public sealed class ReadAccountHome(StorefrontDb db)
{
    public async Task<Result<AccountHome>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Customer is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        var last = await db.Orders.AsNoTracking().Include(order => order.Lines).Where(order => order.CustomerId == customer.Id)
            .OrderByDescending(order => order.PlacedAt).ThenByDescending(order => order.Id).FirstOrDefaultAsync(ct);

        // A passkey needs a host of the shop.
        var lacksPasskey = caller.Merchant.PrimaryHost is not null
            && !await db.CustomerPasskeys.AnyAsync(passkey => passkey.UserId == customer.Id, ct);
        return new AccountHome(
            customer, last, LacksConfirmation: customer.EmailVerifiedAt is null, LacksPhone: customer.PhoneNumber is null, lacksPasskey);
    }
}

/// <summary>The first page of the account.</summary>
public sealed record AccountHome(Customer Customer, Order? LastOrder, bool LacksConfirmation, bool LacksPhone, bool LacksPasskey)
{
    /// <summary>Whether nothing is missing, apart from a passkey that is suggested elsewhere on the page.</summary>
    public bool IsComplete(bool isPasskeySuggested) => !LacksConfirmation && !LacksPhone && (!LacksPasskey || isPasskeySuggested);
}
