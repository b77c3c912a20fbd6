using Microsoft.Extensions.Options;
using Storefront.Domain;
using Storefront.Platform.Callers;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Platform.Identity;

/// <summary>Checks passwords at every door with one count of misses per account and per client address; past it, nobody gets a check.</summary>
/// <remarks>The account is its address, known or not, so that a lock-out tells nothing (ASVS 6.3.8). A try is counted before the
/// password is looked at.</remarks>
public sealed class PasswordTries(Attempts attempts, PasswordHashing hashing, IOptions<RateLimits> limits)
{
    private const string Account = "password";
    private const string Client = "password-client";
    private const int ClientFactor = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Whether the password is the customer's; a refusal of kind too many while locked out or too busy.</summary>
    public async Task<Result<PasswordVerification>> VerifyAsync(Caller caller, EmailAddress address, Customer? customer, string password, CancellationToken ct)
    {
        var perAccount = limits.Value.PasswordTriesPer15Minutes;
        var counted = await attempts.CountAsync([new(Account, address.Canonical, perAccount, Window), new(Client, caller.ClientAddress, perAccount * ClientFactor, Window)], ct);
        var (account, client) = (counted[0], counted[1]);
        if (!account.Fits || !client.Fits)
        {
            return LockedOut(account.Fits ? client.RetryAfter : account.RetryAfter);
        }

        var verification = await hashing.VerifyAsync(customer, password, ct);
        if (verification.IsRefused || verification.Value.Fits)
        {
            await attempts.ForgiveAsync(Client, caller.ClientAddress, ct);
        }

        if (verification.IsRefused)
        {
            await attempts.ForgiveAsync(Account, address.Canonical, ct);
        }
        else if (verification.Value.Fits)
        {
            await attempts.ForgetAsync(Account, address.Canonical, ct);
        }

        return verification;
    }

    /// <summary>Forgets the misses of a customer's address, as part of the caller's transaction.</summary>
    public Task ForgetAsync(Customer customer, CancellationToken ct) => attempts.ForgetAsync(Account, customer.NormalizedEmail!, ct);

    private static Refusal LockedOut(TimeSpan retryAfter) => Refusal.TooMany(
        "passwords.locked_out", new("Too many tries. Wait {0} minutes and try again.", (int)Math.Ceiling(retryAfter.TotalMinutes)), retryAfter);
}
