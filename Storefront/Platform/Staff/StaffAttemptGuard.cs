using Microsoft.Extensions.Options;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Platform.Staff;

/// <summary>Checks passwords and codes of staff, with the delays, the queue and the equal work that shoppers' passwords have.</summary>
/// <remarks>The account is identified by its address, known or not. The attempt is counted before the check (CVE-2023-33170). Call it in
/// the scope of <see cref="Tenancy.PlatformMerchant"/>.</remarks>
public sealed class StaffAttemptGuard(
    LockoutBackoff delay, PasswordHashing hashing, IOptions<RateLimits> limits, ILogger<StaffAttemptGuard> log)
{
    private const string Account = "staff";
    private const string Client = "staff-client";
    private const int ClientFactor = 10;

    internal static readonly Refusal LockedOut = Refusal.TooMany("staff.locked_out", WaitText.TooManyAttempts(TimeSpan.Zero));

    private int Limit => limits.Value.PasswordTriesPer15Minutes;

    /// <summary>Whether the password has this hash; null, which no password has, takes the same time.</summary>
    public Task<Result<bool>> VerifyPasswordAsync(Caller caller, string canonical, string? hash, string password, CancellationToken ct) =>
        CountedAsync(caller, canonical, async () =>
        {
            var checkedHash = await hashing.VerifyAsync(caller, hash, password, ct);
            return checkedHash.Refusal is { } busy ? busy : checkedHash.Value.Fits;
        }, ct);

    /// <summary>Whether a code of the second factor fits; it counts as an attempt at the same account.</summary>
    public Task<Result<bool>> VerifyCodeAsync(Caller caller, string canonical, Func<Task<bool>> fits, CancellationToken ct) =>
        CountedAsync(caller, canonical, async () => await fits(), ct);

    private async Task<Result<bool>> CountedAsync(Caller caller, string canonical, Func<Task<Result<bool>>> check, CancellationToken ct)
    {
        var client = await delay.CountAsync(Client, caller.ClientAddress, Limit * ClientFactor, ct);
        if (!client.Fits)
        {
            return TooMany(client);
        }

        var account = await delay.CountAsync(Account, canonical, Limit, ct);
        if (!account.Fits)
        {
            await delay.ForgiveAsync(Client, caller.ClientAddress, ct);
            return TooMany(account);
        }

        var result = await check();
        if (result.IsRefused || result.Value)
        {
            await delay.ForgiveAsync(Client, caller.ClientAddress, ct);
            await (result.IsRefused ? delay.ForgiveAsync(Account, canonical, ct) : delay.ForgetAsync(Account, canonical, ct));
        }
        else if (account.BeginsWait)
        {
            log.LogWarning("Sign-ins to one account of the admin are delayed for {Minutes} minutes", (int)account.RetryAfter.TotalMinutes);
        }

        return result;
    }

    private static Refusal TooMany(Attempt attempt) => LockedOut.Saying(WaitText.TooManyAttempts(attempt.RetryAfter)).After(attempt.RetryAfter);
}
