using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;
using Storefront.Platform.Staff;

namespace Storefront.Features.Staff.Team;

/// <summary>Removes a member from the caller's shop: sessions end at once, and who works nowhere else is erased.</summary>
public sealed class RemoveStaff(StaffDb staff, StorefrontDb db, StaffSessions sessions, AuditTrail audit, WalTruncator truncator)
{
    public async Task<Result<Done>> RunAsync(Caller caller, long staffId, CancellationToken ct)
    {
        if (caller.Staff is not { } asking || (asking.Role != StaffRole.Owner && asking.Id != staffId))
        {
            return StaffErrors.OwnersOnly;
        }

        var team = await staff.Memberships.Include(row => row.StaffUser).Where(row => row.MerchantId == caller.Merchant.Id).ToListAsync(ct);
        if (team.Find(row => row.StaffUserId == staffId) is not { } member)
        {
            return StaffErrors.Unknown;
        }

        if (TeamRules.IsLastOwner(team, member))
        {
            return StaffErrors.LastOwner;
        }

        var isGone = !member.StaffUser.IsOperator && !await staff.Memberships.AnyAsync(
            row => row.StaffUserId == staffId && row.MerchantId != caller.Merchant.Id, ct);
        staff.Memberships.Remove(member);
        if (isGone)
        {
            // Its sessions and tokens go with the row.
            staff.Users.Remove(member.StaffUser);
        }

        await staff.SaveChangesAsync(ct);
        await sessions.EndAllAsync(staffId, ct);
        truncator.Request();
        return await db.InTransactionAsync<Done>(() =>
        {
            audit.Add("staff.removed", $"member: {staffId}");
            return Task.FromResult<Result<Done>>(Done.Value);
        }, ct);
    }
}
