using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Storefront.Features.Accounts.Passkeys;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Identity.Passkeys;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.SignIn;

/// <summary>Signs a customer in with a passkey, and opens a new session; the browser's former session ends.</summary>
/// <remarks>A removed key, a deleted account, a key of another shop and a wrong signature get the same answer. Failed attempts count for the
/// client, as wrong passwords do.</remarks>
public sealed class SignInWithPasskey(
    StorefrontDb db, PasswordAttemptGuard attempts, PasskeyCeremonies ceremonies, SignInCompletion completion, TimeProvider clock)
{
    public async Task<Result<SignedIn>> RunAsync(Caller caller, PasskeySignInRequest request, CancellationToken ct)
    {
        var problems = new FieldProblems();
        PasskeyErrors.CheckAnswer(problems, request.State, request.Credential);
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        if (caller.Merchant.PrimaryHost is null)
        {
            return PasskeyErrors.NoHost;
        }

        var attempt = await attempts.CountClientAsync(caller, ct);
        if (attempt.Refusal is { } refusal)
        {
            return refusal;
        }

        if (await ceremonies.CheckSignInAsync(caller, request.State!, request.Credential!, ct) is not { } check)
        {
            return PasskeyErrors.TooLate;
        }

        return check.Succeeded
            ? await db.InTransactionAsync(() => SignInAsync(caller, check, attempt.Value, request.Remember == true, ct), ct)
            : PasskeyErrors.NoMatch;
    }

    private async Task<Result<SignedIn>> SignInAsync(
        Caller caller, PasskeyAssertionResult<Customer> check, PasswordAttempt attempt, bool isRemembered, CancellationToken ct)
    {
        var used = check.Passkey!;

        // The key was checked before the transaction: it may have been removed, or used with the same counter, meanwhile.
        if (await db.HoldAsync(check.User!, ct) is not { } customer
            || await db.CustomerPasskeys.FirstOrDefaultAsync(row => row.UserId == customer.Id && row.CredentialId == used.CredentialId, ct)
                is not { } passkey)
        {
            return PasskeyErrors.NoMatch;
        }

        await db.Entry(passkey).ReloadAsync(ct);
        if (!passkey.TryUse(used, clock.GetUtcNow()))
        {
            return PasskeyErrors.NoMatch;
        }

        await attempts.TakeBackAsync(attempt, ct);
        return await completion.RunAsync(customer, caller, isRemembered, "passkey", ct);
    }
}

/// <summary>The browser's answer to the options of a sign-in.</summary>
public sealed class PasskeySignInRequest
{
    /// <summary>The sealed challenge of the options.</summary>
    public string? State { get; set; }

    /// <summary>The browser's credential as JSON text: <c>JSON.stringify(credential)</c>.</summary>
    public string? Credential { get; set; }

    /// <summary>True keeps a browser signed in for 30 days; API tokens are not affected.</summary>
    [JsonIgnore]
    public bool? Remember { get; set; }
}
