using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;
using Storefront.Platform.Staff;

namespace Storefront.Features.Staff.Team;

/// <summary>Gives a member of the caller's shop another role; their sessions end, so that nothing open keeps the old one.</summary>
public sealed class ChangeStaffRole(StaffDb staff, StorefrontDb db, StaffSessions sessions, AuditTrail audit)
{
    public async Task<Result<Done>> RunAsync(Caller caller, ChangeStaffRoleRequest request, CancellationToken ct)
    {
        if (caller.Staff is not { Role: StaffRole.Owner })
        {
            return StaffErrors.OwnersOnly;
        }

        var team = await staff.Memberships.Where(row => row.MerchantId == caller.Merchant.Id).ToListAsync(ct);
        if (team.Find(row => row.StaffUserId == request.StaffId) is not { } member)
        {
            return StaffErrors.Unknown;
        }

        if (request.Role != StaffRole.Owner && TeamRules.IsLastOwner(team, member))
        {
            return StaffErrors.LastOwner;
        }

        member.Role = request.Role;
        await staff.SaveChangesAsync(ct);
        await sessions.EndAllAsync(request.StaffId, ct);
        return await db.InTransactionAsync<Done>(() =>
        {
            audit.Add("staff.role_changed", $"member: {request.StaffId}, role: {request.Role}");
            return Task.FromResult<Result<Done>>(Done.Value);
        }, ct);
    }
}

/// <summary>Which member, and the new role.</summary>
public sealed record ChangeStaffRoleRequest(long StaffId, StaffRole Role);

/// <summary>What must stay true of a team.</summary>
internal static class TeamRules
{
    /// <summary>Whether the shop would have no owner without this one.</summary>
    public static bool IsLastOwner(IReadOnlyList<StaffMembership> team, StaffMembership member) =>
        member.Role == StaffRole.Owner && team.All(row => row.Role != StaffRole.Owner || row.StaffUserId == member.StaffUserId);
}
