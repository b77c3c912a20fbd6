using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;

namespace Storefront.Features.Staff.Team;

/// <summary>Lists the members of the caller's shop by address; every member may see it.</summary>
public sealed class ListTeam(StaffDb db)
{
    public async Task<Result<IReadOnlyList<TeamMember>>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Staff is null)
        {
            return StaffErrors.OwnersOnly;
        }

        return await db.Memberships.AsNoTracking().Where(row => row.MerchantId == caller.Merchant.Id).OrderBy(row => row.StaffUser.NormalizedEmail)
            .Select(row => new TeamMember(
                row.StaffUserId, row.StaffUser.Email!, row.Role, row.StaffUser.PasswordHash != null, row.StaffUser.TwoFactorEnabled))
            .ToListAsync(ct);
    }
}

/// <summary>A member of a shop.</summary>
public sealed record TeamMember(long Id, string Email, StaffRole Role, bool HasAccepted, bool HasTwoFactor);
