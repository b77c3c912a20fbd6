using Storefront.Platform.Callers;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Staff.Passwords;

/// <summary>Mails a link to a new password, if the address is a staff member's; the answer never tells.</summary>
public sealed class RequestStaffReset(ClientAttemptGuard clients, StaffResetMailer mailer)
{
    public async Task<Result<Done>> RunAsync(Caller caller, string? email, CancellationToken ct)
    {
        var problems = new FieldProblems();
        problems.Add("email", EmailAddress.Check(email, out var address));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        if (await clients.CountForgottenAsync(caller, ct) is { } tooMany)
        {
            return tooMany;
        }

        mailer.Begin(address);
        return Done.Value;
    }
}
