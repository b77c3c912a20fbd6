using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;
using Storefront.Platform.Staff;

namespace Storefront.Features.Staff.SignIn;

/// <summary>Signs a staff member in with address and password, and opens a session; with a second factor, the code comes first.</summary>
/// <remarks>An unknown address, a wrong password and an invitation not accepted get the same answer after the same work.</remarks>
public sealed class SignInStaff(StaffDb db, StaffAttemptGuard attempts, StaffSessions sessions, IHostEnvironment environment)
{
    public async Task<Result<StaffSignedIn>> RunAsync(Caller caller, SignInStaffRequest request, CancellationToken ct)
    {
        var problems = new FieldProblems();
        problems.Add("email", EmailAddress.Check(request.Email, out var address));
        problems.Add("password", TypedPassword.Check(request.Password));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        var found = await db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.NormalizedEmail == address.Canonical, ct);
        var known = found is { IsDemo: true } && !environment.IsDevelopment() ? null : found;
        var fits = await attempts.VerifyPasswordAsync(caller, address.Canonical, known?.PasswordHash, request.Password!, ct);
        if (fits.Refusal is { } refusal)
        {
            return refusal;
        }

        if (known is null || !fits.Value)
        {
            return StaffErrors.NoMatch;
        }

        return new StaffSignedIn(known.Id, known.TwoFactorEnabled ? null : await sessions.OpenAsync(known.Id, ct), known.Language);
    }
}

/// <summary>A staff member's address and password.</summary>
public sealed class SignInStaffRequest
{
    public string? Email { get; set; }
    public string? Password { get; set; }
}

/// <summary>Who signed in, the secret of the session, which is null while the second factor is missing, and the chosen language.</summary>
public sealed record StaffSignedIn(long StaffUserId, string? Secret, string? Language);
