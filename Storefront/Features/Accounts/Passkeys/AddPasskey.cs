using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity.Passkeys;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Passkeys;

/// <summary>Stores a passkey that the browser made for an offer of this session, and mails a notice.</summary>
public sealed class AddPasskey(
    StorefrontDb db, PasskeyCeremonies ceremonies, Platform.Sessions.Sessions sessions, PasskeyNotices notices, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<PasskeySummary>> RunAsync(Caller caller, AddPasskeyRequest request, CancellationToken ct)
    {
        if (caller.Customer is null)
        {
            return ApiErrors.Unauthenticated;
        }

        var problems = new FieldProblems();
        problems.Add("name", PasskeyErrors.CheckName(request.Name, out var name));
        PasskeyErrors.CheckAnswer(problems, request.State, request.Credential);
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        if (caller.Merchant.PrimaryHost is not { } host)
        {
            return PasskeyErrors.NoHost;
        }

        if (await ceremonies.CheckNewAsync(caller, request.State!, request.Credential!, ct) is not { } check)
        {
            return PasskeyErrors.TooLate;
        }

        return check is { Succeeded: true, Passkey: { } made }
            ? await db.InTransactionAsync(() => StoreAsync(caller, host, made, name, ct), ct)
            : PasskeyErrors.Unfit;
    }

    private async Task<Result<PasskeySummary>> StoreAsync(Caller caller, string host, UserPasskeyInfo made, string name, CancellationToken ct)
    {
        if (await sessions.HoldCustomerAsync(caller, ct) is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        if (await db.CustomerPasskeys.CountAsync(row => row.UserId == customer.Id, ct) >= CustomerPasskey.MaxPerCustomer)
        {
            return PasskeyErrors.TooMany;
        }

        var passkey = CustomerPasskey.Of(customer, host, made, name, clock.GetUtcNow());
        db.CustomerPasskeys.Add(passkey);
        if (!await db.TrySaveAsync(ct))
        {
            return PasskeyErrors.Unfit;
        }

        await notices.AddAsync(caller, customer, isAdded: true, ct);
        audit.Add("customer.passkey_added", customer.SubjectId);
        return PasskeySummary.Of(passkey, caller.Merchant);
    }
}

/// <summary>The browser's answer to an offer, and the name of the new passkey.</summary>
public sealed class AddPasskeyRequest
{
    /// <summary>At most 64 characters.</summary>
    public string? Name { get; set; }

    /// <summary>The sealed challenge of the offer.</summary>
    public string? State { get; set; }

    /// <summary>The browser's credential as JSON text: <c>JSON.stringify(credential)</c>.</summary>
    public string? Credential { get; set; }
}
