using Microsoft.Extensions.Options;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Platform.Identity;

/// <summary>Checks passwords at every door, with one count of failed attempts per account and per client address; above the limit, each
/// check is delayed.</summary>
/// <remarks>The account is identified by its address, known or not, so a delay reveals nothing (ASVS 6.3.8). The attempt is counted before
/// the password is checked. A known browser is delayed only by its own failed attempts (ASVS 6.1.1), which also count for the account. The
/// audit trail records the start of each delay; for an unknown address it is recorded under the merchant, so both take the same
/// work.</remarks>
public sealed class PasswordAttemptGuard(
    StorefrontDb db, LockoutBackoff delay, KnownDevices devices, PasswordHashing hashing, AuditTrail audit, IOptions<RateLimits> limits)
{
    private const string Account = "password";
    private const string Client = "password-client";
    private const string Device = "password-device";
    private const int ClientFactor = 10;
    private static readonly Refusal LockedOut = Refusal.TooMany("passwords.locked_out", WaitText.TooManyAttempts(TimeSpan.Zero));

    private int Limit => limits.Value.PasswordTriesPer15Minutes;

    /// <summary>Whether the password is the customer's; a refusal of kind too many during a delay or when the hashing queue is
    /// full.</summary>
    public async Task<Result<PasswordAttempt>> VerifyAsync(
        Caller caller, EmailAddress address, Customer? customer, string password, CancellationToken ct)
    {
        var attempt = await TryAsync(caller, address, customer, password, ct);
        if (!attempt.IsRefused && attempt.Value.Fits)
        {
            await TakeBackAsync(attempt.Value, ct);
        }

        return attempt;
    }

    /// <summary>The same, for a caller that takes the attempt back in the transaction that follows: one commit less.</summary>
    /// <remarks>An attempt that is not taken back stays counted as failed.</remarks>
    public async Task<Result<PasswordAttempt>> TryAsync(
        Caller caller, EmailAddress address, Customer? customer, string password, CancellationToken ct)
    {
        // Each counter is a write of its own: a transaction would hold the client's counter while it waits for the account's.
        var counted = await CountAsync(caller, address, customer, ct);
        if (counted.Wait is { } wait)
        {
            return LockedOut.Saying(WaitText.TooManyAttempts(wait)).After(wait);
        }

        var verification = await hashing.VerifyAsync(caller, customer, password, ct);
        if (verification.Refusal is { } busy)
        {
            await ForgiveAsync(counted.Keys, ct);
            return busy;
        }

        if (!verification.Value.Fits && counted.NextWait is { } next)
        {
            await NoteAsync(customer, next, ct);
        }

        return new PasswordAttempt(verification.Value.Fits, verification.Value.NeedsRehash, counted.Keys);
    }

    /// <summary>Counts an attempt to sign in without a password for the client alone; a refusal of kind too many during a delay.</summary>
    /// <remarks>It is not an attempt at any account, so a delay that others caused at one does not refuse it.</remarks>
    public async Task<Result<PasswordAttempt>> CountClientAsync(Caller caller, CancellationToken ct)
    {
        var client = await delay.CountAsync(Client, caller.ClientAddress, Limit * ClientFactor, ct);
        return client.Fits
            ? new PasswordAttempt(Fits: true, NeedsRehash: false, [(Client, caller.ClientAddress)])
            : LockedOut.Saying(WaitText.TooManyAttempts(client.RetryAfter)).After(client.RetryAfter);
    }

    /// <summary>Takes back a successful attempt and clears the failed ones before it, in the caller's transaction if there is
    /// one.</summary>
    public async Task TakeBackAsync(PasswordAttempt attempt, CancellationToken ct)
    {
        foreach (var (what, who) in attempt.Counted)
        {
            // One success says nothing about the client's other guesses.
            await (what == Client ? delay.ForgiveAsync(what, who, ct) : delay.ForgetAsync(what, who, ct));
        }
    }

    /// <summary>Clears the failed attempts of a customer's address in the caller's transaction.</summary>
    public Task ForgetAsync(Customer customer, CancellationToken ct) => delay.ForgetAsync(Account, customer.NormalizedEmail!, ct);

    private Task<Result<Done>> NoteAsync(Customer? customer, TimeSpan wait, CancellationToken ct) => db.InTransactionAsync<Done>(
        () =>
        {
            audit.Add(
                "password.locked_out", customer?.SubjectId ?? Guid.Empty,
                $"minutes: {(int)wait.TotalMinutes}{(customer is null ? ", no such account" : "")}");
            return Task.FromResult<Result<Done>>(Done.Value);
        },
        ct);

    private async Task ForgiveAsync(IReadOnlyList<(string What, string Who)> keys, CancellationToken ct)
    {
        foreach (var (what, who) in keys)
        {
            await delay.ForgiveAsync(what, who, ct);
        }
    }

    private async Task<Counted> CountAsync(Caller caller, EmailAddress address, Customer? customer, CancellationToken ct)
    {
        if (await devices.RecogniseAsync(caller, customer, ct) is { } device)
        {
            var own = await delay.CountAsync(Device, device, Limit, ct);
            return own.Fits
                ? Counted.Of((Device, device), (Account, address.Canonical), await delay.CountAsync(Account, address.Canonical, Limit, ct))
                : Counted.MustWait(own);
        }

        var client = await delay.CountAsync(Client, caller.ClientAddress, Limit * ClientFactor, ct);
        if (!client.Fits)
        {
            return Counted.MustWait(client);
        }

        var account = await delay.CountAsync(Account, address.Canonical, Limit, ct);
        if (!account.Fits)
        {
            // The password was not checked, so the attempt does not count for the client either.
            await delay.ForgiveAsync(Client, caller.ClientAddress, ct);
            return Counted.MustWait(account);
        }

        return Counted.Of((Client, caller.ClientAddress), (Account, address.Canonical), account);
    }

    /// <summary>What was counted, the delay to wait for instead, and the delay that follows if this attempt fails.</summary>
    private sealed record Counted((string What, string Who)[] Keys, TimeSpan? Wait, TimeSpan? NextWait)
    {
        public static Counted MustWait(Attempt refused) => new([], refused.RetryAfter, null);

        // A known browser may try while the account is delayed by others; its attempt then does not count for the account.
        public static Counted Of((string, string) by, (string, string) at, Attempt account) =>
            new(account.Fits ? [by, at] : [by], null, account.BeginsWait ? account.RetryAfter : null);
    }
}

/// <summary>The result of a password check: whether it matches, whether its hash is due for renewal, and the keys under which the attempt
/// was counted.</summary>
public sealed record PasswordAttempt(bool Fits, bool NeedsRehash, IReadOnlyList<(string What, string Who)> Counted);
