using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;
using Storefront.Platform.Staff;

namespace Storefront.Features.Staff.Browse;

/// <summary>Lists the open merchants at which a staff member works, by name; an operator's are all.</summary>
public sealed class ListOwnShops(StaffDb staff, StorefrontDb db, StaffSessions sessions)
{
    public async Task<Result<OwnShops>> RunAsync(Caller caller, StaffTicket ticket, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (await sessions.FindAsync(ticket.Secret, ct) is not { StaffUser: { } user })
        {
            return StaffErrors.NotSignedIn;
        }

        var roles = await staff.Memberships.AsNoTracking().Where(row => row.StaffUserId == user.Id)
            .ToDictionaryAsync(row => row.MerchantId, row => row.Role, ct);
        var ids = roles.Keys.ToArray();
        var merchants = await db.Merchants.AsNoTracking().Where(row => row.SuspendedAt == null && (user.IsOperator || ids.Contains(row.Id)))
            .OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(ct);
        return new OwnShops(
            user.Email!, [.. merchants.Select(row => new OwnShop(row, user.IsOperator ? StaffRole.Owner : roles[row.Id]))],
            !user.TwoFactorEnabled && sessions.NeedsTwoFactor && (user.IsOperator || roles.ContainsValue(StaffRole.Owner)));
    }
}

/// <summary>The shops of a member, and whether a second factor must be set up before any of them opens.</summary>
public sealed record OwnShops(string Email, IReadOnlyList<OwnShop> Shops, bool MustSetUpTwoFactor);

/// <summary>A shop, and the member's role in it.</summary>
public sealed record OwnShop(Merchant Merchant, StaffRole Role);
