using System.Text.Json.Serialization;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Statements;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.SignIn;

/// <summary>Signs a customer in with address and password, and opens a new session; the browser's former session ends.</summary>
/// <remarks>An unknown address, a wrong password and an account without a password get the same answer after the same work. A new device
/// causes a mail.</remarks>
public sealed class SignIn(
    StorefrontDb db, UntrackedLookup lookup, PasswordAttemptGuard attempts, PasswordHashing hashing, SignInCompletion completion)
{
    public async Task<Result<SignedIn>> RunAsync(Caller caller, SignInRequest request, CancellationToken ct)
    {
        var problems = new FieldProblems();
        problems.Add("email", EmailAddress.Check(request.Email, out var address));
        problems.Add("password", TypedPassword.Check(request.Password));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        var found = await lookup.FindCustomerAsync(caller.Merchant.Id, address.Canonical, ct);
        var attempt = await attempts.TryAsync(caller, address, found, request.Password!, ct);
        if (attempt.Refusal is { } refusal)
        {
            return refusal;
        }

        if (found is null || !attempt.Value.Fits)
        {
            return SignInErrors.NoMatch;
        }

        var renewed = attempt.Value.NeedsRehash ? await hashing.HashAsync(caller, request.Password!, ct) : null;
        return await db.InTransactionAsync<SignedIn>(async () =>
        {
            // Checking took time: an account that was deleted or changed its password meanwhile must not be signed in.
            if (await db.HoldAsync(found, ct) is not { } customer || customer.PasswordHash != found.PasswordHash)
            {
                return SignInErrors.NoMatch;
            }

            if (renewed is { IsRefused: false })
            {
                customer.SetPasswordHash(renewed.Value);
            }

            await attempts.TakeBackAsync(attempt.Value, ct);
            return await completion.RunAsync(customer, caller, request.Remember == true, how: null, ct);
        }, ct);
    }
}

/// <summary>A customer's address and password.</summary>
public sealed class SignInRequest
{
    public string? Email { get; set; }
    public string? Password { get; set; }

    /// <summary>True keeps a browser signed in for 30 days; API tokens are not affected.</summary>
    [JsonIgnore]
    public bool? Remember { get; set; }
}

/// <summary>Refusals of a sign-in that are not about the form of a field.</summary>
public static class SignInErrors
{
    public static readonly Refusal NoMatch = Refusal.Invalid("email", "sign_in.no_match", "This address and password do not belong together.");
}
