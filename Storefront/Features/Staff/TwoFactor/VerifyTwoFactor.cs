using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Storefront.Features.Staff.SignIn;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;
using Storefront.Platform.Staff;

namespace Storefront.Features.Staff.TwoFactor;

/// <summary>Completes a sign-in by the code of an authenticator app, or by a recovery code, which works once.</summary>
public sealed class VerifyTwoFactor(StaffDb db, UserManager<StaffUser> users, StaffAttemptGuard attempts, StaffSessions sessions)
{
    public async Task<Result<StaffSignedIn>> RunAsync(Caller caller, long staffUserId, string? code, CancellationToken ct)
    {
        if (TextRules.CheckOptionalLine(code, TextRules.MaxLength, out var typed) is not null || typed is null)
        {
            return StaffErrors.WrongCode;
        }

        if (await db.Users.FirstOrDefaultAsync(row => row.Id == staffUserId, ct) is not { TwoFactorEnabled: true } user)
        {
            return StaffErrors.NotSignedIn;
        }

        var digits = typed.Replace(" ", "", StringComparison.Ordinal);
        var fits = await attempts.VerifyCodeAsync(caller, user.NormalizedEmail!, () => FitsAsync(user, digits), ct);
        return fits.Refusal is { } refusal ? refusal
            : fits.Value ? new StaffSignedIn(user.Id, await sessions.OpenAsync(user.Id, ct), user.Language) : StaffErrors.WrongCode;
    }

    private async Task<bool> FitsAsync(StaffUser user, string code) =>
        await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code)
            || (await users.RedeemTwoFactorRecoveryCodeAsync(user, code)).Succeeded;
}
