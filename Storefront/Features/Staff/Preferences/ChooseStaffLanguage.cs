using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;
using Storefront.Platform.Staff;

namespace Storefront.Features.Staff.Preferences;

/// <summary>Stores the chosen language with the signed-in member; the admin and their mails use it from then on.</summary>
/// <remarks>A visitor's choice is stored only in the browser.</remarks>
public sealed class ChooseStaffLanguage(StaffDb db, StaffSessions sessions)
{
    public async Task<Result<string>> RunAsync(Caller caller, StaffTicket? ticket, string? language, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (Languages.Check(language ?? "") is { } unfit)
        {
            return StaffErrors.UnknownLanguage.Saying(unfit);
        }

        if (ticket is not null && await sessions.FindAsync(ticket.Secret, ct) is { } session
            && await db.Users.FirstOrDefaultAsync(user => user.Id == session.StaffUserId, ct) is { } member)
        {
            member.Language = language;
            await db.SaveChangesAsync(ct);
        }

        return language!;
    }
}
