using Microsoft.Extensions.Options;
using Storefront.Domain;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Platform.Identity;

/// <summary>Checks passwords at every door with one count of misses per account and per client address; past it, each further check has to be waited for.</summary>
/// <remarks>The account is its address, known or not, so that a wait tells nothing (ASVS 6.3.8). A try is counted before the password is
/// looked at. A browser the customer has signed in with before is judged by its own misses alone, so that nobody else's make it wait
/// (ASVS 6.1.1); its misses count for the account all the same.</remarks>
public sealed class PasswordTries(StorefrontDb db, GrowingDelay delay, KnownDevices devices, PasswordHashing hashing, IOptions<RateLimits> limits)
{
    private const string Account = "password";
    private const string Client = "password-client";
    private const string Device = "password-device";
    private const int ClientFactor = 10;

    private int Limit => limits.Value.PasswordTriesPer15Minutes;

    /// <summary>Whether the password is the customer's; a refusal of kind too many while it has to be waited, or too busy.</summary>
    public async Task<Result<PasswordVerification>> VerifyAsync(Caller caller, EmailAddress address, Customer? customer, string password, CancellationToken ct)
    {
        // One turn of writing for all counters, and one for what is taken back.
        var counted = await db.AloneAsync(() => CountAsync(caller, address, customer, ct), ct);
        if (counted.Wait is { } wait)
        {
            return Refusal.TooMany("passwords.locked_out", WaitInWords.TooManyTries(wait), wait);
        }

        var verification = await hashing.VerifyAsync(caller, customer, password, ct);
        if (verification.IsRefused || verification.Value.Fits)
        {
            await db.AloneAsync(() => TakeBackAsync(counted.Tries, verification.IsRefused, ct), ct);
        }

        return verification;
    }

    /// <summary>Forgets the misses of a customer's address, as part of the caller's transaction.</summary>
    public Task ForgetAsync(Customer customer, CancellationToken ct) => delay.ForgetAsync(Account, customer.NormalizedEmail!, ct);

    private async Task<Done> TakeBackAsync((string What, string Who)[] tries, bool wasBusy, CancellationToken ct)
    {
        foreach (var (what, who) in tries)
        {
            // Being right once says nothing about the client's other guesses.
            await (wasBusy || what == Client ? delay.ForgiveAsync(what, who, ct) : delay.ForgetAsync(what, who, ct));
        }

        return Done.Value;
    }

    private async Task<Counted> CountAsync(Caller caller, EmailAddress address, Customer? customer, CancellationToken ct)
    {
        if (await devices.RecogniseAsync(caller, customer, ct) is { } device)
        {
            var own = await delay.CountAsync(Device, device, Limit, ct);
            return !own.Fits ? new([], own.RetryAfter)
                : new((await delay.CountAsync(Account, address.Canonical, Limit, ct)).Fits ? [(Device, device), (Account, address.Canonical)] : [(Device, device)], null);
        }

        var client = await delay.CountAsync(Client, caller.ClientAddress, Limit * ClientFactor, ct);
        if (!client.Fits)
        {
            return new([], client.RetryAfter);
        }

        var account = await delay.CountAsync(Account, address.Canonical, Limit, ct);
        if (!account.Fits)
        {
            // No look was had, so it was no miss of the client's either.
            await delay.ForgiveAsync(Client, caller.ClientAddress, ct);
            return new([], account.RetryAfter);
        }

        return new([(Client, caller.ClientAddress), (Account, address.Canonical)], null);
    }

    private sealed record Counted((string What, string Who)[] Tries, TimeSpan? Wait);
}
