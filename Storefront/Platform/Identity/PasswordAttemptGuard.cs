using Microsoft.Extensions.Options;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Platform.Identity;

/// <summary>Checks passwords at every door with one count of misses per account and per client address; past it, each further check has to be waited for.</summary>
/// <remarks>The account is its address, known or not, so that a wait tells nothing (ASVS 6.3.8). A try is counted before the password is
/// looked at. A browser the customer has signed in with before is judged by its own misses alone, so that nobody else's make it wait
/// (ASVS 6.1.1); its misses count for the account all the same. A miss after which an account waits is noted, once for each wait, and one at an
/// address nobody has is noted as the shop's, so that both take the same work.</remarks>
public sealed class PasswordAttemptGuard(StorefrontDb db, LockoutBackoff delay, KnownDevices devices, PasswordHashing hashing, AuditTrail audit, IOptions<RateLimits> limits)
{
    private const string Account = "password";
    private const string Client = "password-client";
    private const string Device = "password-device";
    private const int ClientFactor = 10;

    private int Limit => limits.Value.PasswordTriesPer15Minutes;

    /// <summary>Whether the password is the customer's; a refusal of kind too many while it has to be waited, or too busy.</summary>
    public async Task<Result<PasswordTry>> VerifyAsync(Caller caller, EmailAddress address, Customer? customer, string password, CancellationToken ct)
    {
        var tried = await TryAsync(caller, address, customer, password, ct);
        if (!tried.IsRefused && tried.Value.Fits)
        {
            await TakeBackAsync(tried.Value, ct);
        }

        return tried;
    }

    /// <summary>The same, for whoever takes the try back in the transaction that a right password opens: one commit less in a storm.</summary>
    /// <remarks>A try that is not taken back stays a miss.</remarks>
    public async Task<Result<PasswordTry>> TryAsync(Caller caller, EmailAddress address, Customer? customer, string password, CancellationToken ct)
    {
        // Each counter is a write of its own: a transaction would hold the client's while it waits for the account's.
        var counted = await CountAsync(caller, address, customer, ct);
        if (counted.Wait is { } wait)
        {
            return Refusal.TooMany("passwords.locked_out", WaitText.TooManyTries(wait), wait);
        }

        var verification = await hashing.VerifyAsync(caller, customer, password, ct);
        if (verification.Refusal is { } busy)
        {
            await ForgiveAsync(counted.Tries, ct);
            return busy;
        }

        if (!verification.Value.Fits && counted.NextWait is { } next)
        {
            await NoteAsync(customer, next, ct);
        }

        return new PasswordTry(verification.Value.Fits, verification.Value.NeedsRehash, counted.Tries);
    }

    /// <summary>Takes a try back that was no miss, and forgets the misses before it; part of the caller's transaction where there is one.</summary>
    public async Task TakeBackAsync(PasswordTry tried, CancellationToken ct)
    {
        foreach (var (what, who) in tried.Counted)
        {
            // Being right once says nothing about the client's other guesses.
            await (what == Client ? delay.ForgiveAsync(what, who, ct) : delay.ForgetAsync(what, who, ct));
        }
    }

    /// <summary>Forgets the misses of a customer's address, as part of the caller's transaction.</summary>
    public Task ForgetAsync(Customer customer, CancellationToken ct) => delay.ForgetAsync(Account, customer.NormalizedEmail!, ct);

    private Task<Result<Done>> NoteAsync(Customer? customer, TimeSpan wait, CancellationToken ct) => db.InTransactionAsync<Done>(
        () =>
        {
            audit.Add("password.locked_out", customer?.SubjectId ?? Guid.Empty, $"minutes: {(int)wait.TotalMinutes}{(customer is null ? ", no such account" : "")}");
            return Task.FromResult<Result<Done>>(Done.Value);
        },
        ct);

    private async Task ForgiveAsync(IReadOnlyList<(string What, string Who)> tries, CancellationToken ct)
    {
        foreach (var (what, who) in tries)
        {
            await delay.ForgiveAsync(what, who, ct);
        }
    }

    private async Task<Counted> CountAsync(Caller caller, EmailAddress address, Customer? customer, CancellationToken ct)
    {
        if (await devices.RecogniseAsync(caller, customer, ct) is { } device)
        {
            var own = await delay.CountAsync(Device, device, Limit, ct);
            return own.Fits ? Counted.Of((Device, device), (Account, address.Canonical), await delay.CountAsync(Account, address.Canonical, Limit, ct)) : Counted.MustWait(own);
        }

        var client = await delay.CountAsync(Client, caller.ClientAddress, Limit * ClientFactor, ct);
        if (!client.Fits)
        {
            return Counted.MustWait(client);
        }

        var account = await delay.CountAsync(Account, address.Canonical, Limit, ct);
        if (!account.Fits)
        {
            // No look was had, so it was no miss of the client's either.
            await delay.ForgiveAsync(Client, caller.ClientAddress, ct);
            return Counted.MustWait(account);
        }

        return Counted.Of((Client, caller.ClientAddress), (Account, address.Canonical), account);
    }

    /// <summary>What was counted, how long to wait instead, and how long the account waits after this try should it be a miss.</summary>
    private sealed record Counted((string What, string Who)[] Tries, TimeSpan? Wait, TimeSpan? NextWait)
    {
        public static Counted MustWait(Attempt refused) => new([], refused.RetryAfter, null);

        // A known browser may look while the account waits for others; then its try is none of the account's.
        public static Counted Of((string, string) by, (string, string) at, Attempt account) =>
            new(account.Fits ? [by, at] : [by], null, account.BeginsWait ? account.RetryAfter : null);
    }
}

/// <summary>What checking a password told: whether it fits, whether its hash is due for renewal, and under which keys the try was counted.</summary>
public sealed record PasswordTry(bool Fits, bool NeedsRehash, IReadOnlyList<(string What, string Who)> Counted);
