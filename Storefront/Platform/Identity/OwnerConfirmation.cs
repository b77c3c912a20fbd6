using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Platform.Identity;

/// <summary>Confirms that the caller owns the account: a session that began within ten minutes, or else the current password.</summary>
/// <remarks>Wrong passwords count towards the sign-in limit.</remarks>
public sealed class OwnerConfirmation(StorefrontDb db, PasswordAttemptGuard attempts, TimeProvider clock)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(10);

    /// <summary>For a form that asks for the password only when the session is older.</summary>
    public static readonly Refusal Needed = PasswordRefusals.Required.At("current_password");

    /// <summary>Whether the caller's session began within ten minutes.</summary>
    public async Task<bool> IsFreshAsync(Caller caller, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Freshness;
        return await db.Sessions.AnyAsync(session => session.Id == caller.SessionId && session.CreatedAt > since, ct);
    }

    /// <summary>Null when confirmed; otherwise a refusal about the field <c>current_password</c>.</summary>
    public async Task<Refusal?> CheckAsync(Caller caller, Customer customer, string? password, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(password))
        {
            return await IsFreshAsync(caller, ct) ? null : Needed;
        }

        if (TypedPassword.Check(password) is { } unfit)
        {
            return Needed.Saying(unfit);
        }

        _ = EmailAddress.Check(customer.Email, out var address);
        var attempt = await attempts.VerifyAsync(caller, address, customer, password, ct);
        return attempt.Refusal ?? (attempt.Value.Fits ? null : PasswordRefusals.WrongCurrent);
    }
}
