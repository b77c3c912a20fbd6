using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Storefront.Features.Staff.SignIn;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;
using Storefront.Platform.Staff;

namespace Storefront.Features.Staff.Passwords;

/// <summary>Sets a staff member's password by a mailed link, of an invitation or after a forgotten one; every session ends.</summary>
/// <remarks>The link is bound to the member's stamp, which the new password changes, so it works once.</remarks>
public sealed class ChooseStaffPassword(StaffDb db, UserManager<StaffUser> users, PasswordHashing hashing, StaffSessions sessions)
{
    public async Task<Result<StaffSignedIn>> RunAsync(Caller caller, ChooseStaffPasswordRequest request, CancellationToken ct)
    {
        if (await FindAsync(request, ct) is not { } user)
        {
            return StaffErrors.DeadLink;
        }

        _ = EmailAddress.Check(user.Email, out var address);
        var context = new PasswordContext(address.Text);
        if (PasswordRefusals.OfNew(request.Password, request.PasswordConfirmation, context) is { } unfit)
        {
            return unfit;
        }

        var hash = await hashing.HashAsync(caller, request.Password!, ct);
        if (hash.Refusal is { } busy)
        {
            return busy;
        }

        user.SetPasswordHash(hash.Value);
        user.EmailConfirmed = true;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A second click was faster.
            return StaffErrors.DeadLink;
        }

        await sessions.EndAllAsync(user.Id, ct);
        return new StaffSignedIn(user.Id, user.TwoFactorEnabled ? null : await sessions.OpenAsync(user.Id, ct), user.Language);
    }

    /// <summary>The address of the member whom a link is for; null when the link no longer works.</summary>
    public async Task<string?> ReadAsync(ChooseStaffPasswordRequest request, CancellationToken ct) => (await FindAsync(request, ct))?.Email;

    private async Task<StaffUser?> FindAsync(ChooseStaffPasswordRequest request, CancellationToken ct) =>
        await db.Users.FirstOrDefaultAsync(row => row.Id == request.StaffId, ct) is { } user && request.Token is { } token
            && await users.VerifyUserTokenAsync(user, request.Purpose, request.Purpose, token) ? user : null;
}

/// <summary>The link, and the new password twice.</summary>
public sealed class ChooseStaffPasswordRequest
{
    public long StaffId { get; set; }
    public string? Token { get; set; }
    public string Purpose { get; set; } = StaffResetTokens.Purpose;
    public string? Password { get; set; }
    public string? PasswordConfirmation { get; set; }
}
