using Microsoft.Extensions.Options;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Platform.RateLimiting;

/// <summary>Limits, per client address, what anybody may request without signing in.</summary>
public sealed class ClientAttemptGuard(AttemptCounterStore attempts, IOptions<RateLimits> limits)
{
    private static readonly Refusal TooManyForgotten = Refusal.TooMany("forgotten.too_many", WaitText.TooManyAttempts(TimeSpan.Zero));
    private static readonly Refusal TooManyRegistrations = Refusal.TooMany("registration.too_many", WaitText.TooManyAttempts(TimeSpan.Zero));

    /// <summary>Counts a forgotten-password request; a refusal of kind too many above the limit.</summary>
    public Task<Refusal?> CountForgottenAsync(Caller caller, CancellationToken ct) =>
        CountAsync("forgotten", TooManyForgotten, caller, limits.Value.ForgottenPasswordsPer15Minutes, TimeSpan.FromMinutes(15), ct);

    /// <summary>Counts a registration attempt, whatever its result; a refusal of kind too many above the limit.</summary>
    public Task<Refusal?> CountRegistrationAsync(Caller caller, CancellationToken ct) =>
        CountAsync("registration", TooManyRegistrations, caller, limits.Value.RegistrationsPerHour, TimeSpan.FromHours(1), ct);

    private async Task<Refusal?> CountAsync(
        string what, Refusal above, Caller caller, int limit, TimeSpan window, CancellationToken ct)
    {
        var attempt = await attempts.CountAsync(new AttemptWindow(AttemptCounterStore.Key(what, caller.ClientAddress), limit, window), ct);
        return attempt.Fits ? null : above.Saying(WaitText.TooManyAttempts(attempt.RetryAfter)).After(attempt.RetryAfter);
    }
}
