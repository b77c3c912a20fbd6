using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;
using Storefront.Platform.Staff;

namespace Storefront.Features.Staff.TwoFactor;

/// <summary>Connects an authenticator app with a signed-in member: the key first, then a code that proves it, then the recovery
/// codes.</summary>
public sealed class SetUpTwoFactor(StaffDb db, UserManager<StaffUser> users, StaffSessions sessions, StaffAttemptGuard attempts)
{
    private const int RecoveryCodes = 10;

    /// <summary>Checks the code and switches the second factor on; without a code, returns the key to connect.</summary>
    public async Task<Result<TwoFactorSetup>> RunAsync(Caller caller, StaffTicket ticket, string? code, CancellationToken ct)
    {
        if (await sessions.FindAsync(ticket.Secret, ct) is not { } session
            || await db.Users.FirstOrDefaultAsync(row => row.Id == session.StaffUserId, ct) is not { } user)
        {
            return StaffErrors.NotSignedIn;
        }

        if (user.TwoFactorEnabled)
        {
            return new TwoFactorSetup(user.Email!, null, []);
        }

        if (await users.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key)
        {
            await users.ResetAuthenticatorKeyAsync(user);
            key = (await users.GetAuthenticatorKeyAsync(user))!;
        }

        return code is null ? new TwoFactorSetup(user.Email!, key, []) : await ConfirmAsync(caller, user, code, ct);
    }

    private async Task<Result<TwoFactorSetup>> ConfirmAsync(Caller caller, StaffUser user, string code, CancellationToken ct)
    {
        var typed = code.Replace(" ", "", StringComparison.Ordinal);
        var fits = await attempts.VerifyCodeAsync(
            caller, user.NormalizedEmail!, () => users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, typed), ct);
        if (fits.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!fits.Value)
        {
            return StaffErrors.WrongCode;
        }

        await users.SetTwoFactorEnabledAsync(user, true);
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes);
        return new TwoFactorSetup(user.Email!, null, [.. codes!]);
    }
}

/// <summary>The key to connect an app with, or the recovery codes once it is connected; both are secrets and shown once.</summary>
public sealed record TwoFactorSetup(string Email, string? Key, IReadOnlyList<string> RecoveryCodes)
{
    /// <summary>The address that an app reads from a QR code.</summary>
    public string? Address => Key is null ? null
        : $"otpauth://totp/Storefront:{Uri.EscapeDataString(Email)}?secret={Key}&issuer=Storefront&digits=6";

    /// <summary>Keeps the secrets out of logs.</summary>
    public override string ToString() => nameof(TwoFactorSetup);
}
