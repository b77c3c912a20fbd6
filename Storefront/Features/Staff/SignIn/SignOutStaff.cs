using Storefront.Platform.Callers;
using Storefront.Platform.Results;
using Storefront.Platform.Staff;

namespace Storefront.Features.Staff.SignIn;

/// <summary>Ends a staff session at once, for every copy of its cookie and every open page.</summary>
public sealed class SignOutStaff(StaffSessions sessions)
{
    public async Task<Result<Done>> RunAsync(Caller caller, StaffTicket ticket, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await sessions.EndAsync(ticket.Secret, ct);
        return Done.Value;
    }
}
