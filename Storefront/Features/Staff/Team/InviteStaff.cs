using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;
using Storefront.Platform.Staff;

namespace Storefront.Features.Staff.Team;

/// <summary>Makes somebody a member of the caller's shop and mails them: a link to a first password, or a notice where they have
/// one.</summary>
/// <remarks>Inviting a member again who has not accepted mails a fresh link.</remarks>
public sealed class InviteStaff(StaffDb staff, StorefrontDb db, StaffMailSender mails, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<TeamMember>> RunAsync(Caller caller, InviteStaffRequest request, CancellationToken ct)
    {
        if (caller.Staff is not { Role: StaffRole.Owner })
        {
            return StaffErrors.OwnersOnly;
        }

        var problems = new FieldProblems();
        problems.Add("email", EmailAddress.Check(request.Email, out var address));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        if (!mails.CanMail)
        {
            return StaffErrors.NoSender;
        }

        var saved = await SaveAsync(caller.Merchant, address, request.Role, ct);
        return saved.Refusal is { } refusal ? refusal : await MailAsync(caller.Merchant, saved.Value, request.Role, ct);
    }

    private async Task<Result<StaffUser>> SaveAsync(Merchant merchant, EmailAddress address, StaffRole role, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var user = await staff.Users.FirstOrDefaultAsync(row => row.NormalizedEmail == address.Canonical, ct);
        var membership = user is null ? null
            : await staff.Memberships.FirstOrDefaultAsync(row => row.StaffUserId == user.Id && row.MerchantId == merchant.Id, ct);
        if (membership is not null && user!.HasAccepted)
        {
            return StaffErrors.Already;
        }

        user ??= staff.Users.Add(StaffUser.Invited(address, now)).Entity;
        if (membership is null)
        {
            staff.Memberships.Add(new() { StaffUser = user, MerchantId = merchant.Id, Role = role, CreatedAt = now });
        }
        else
        {
            membership.Role = role;
        }

        return await staff.TrySaveAsync(ct) ? user : StaffErrors.Already;
    }

    // After the member is saved: a mail that could not be counted is sent by inviting again.
    private async Task<Result<TeamMember>> MailAsync(Merchant merchant, StaffUser user, StaffRole role, CancellationToken ct)
    {
        var link = user.HasAccepted ? mails.LinkTo(StaffPages.Home)
            : await mails.LinkAsync(user, StaffInvitationTokens.Purpose, StaffPages.Invite);
        return await db.InTransactionAsync<TeamMember>(async () =>
        {
            var refusal = user.HasAccepted
                ? await mails.AddAsync(user, new StaffAddedMail(link, merchant.Name), ct)
                : await mails.AddAsync(user, new StaffInvitationMail(link, merchant.Name), ct);
            if (refusal is not null)
            {
                return refusal;
            }

            audit.Add("staff.invited", $"member: {user.Id}, role: {role}");
            return new TeamMember(user.Id, user.Email!, role, user.HasAccepted, user.TwoFactorEnabled);
        }, ct);
    }
}

/// <summary>Whom to invite, as what.</summary>
public sealed class InviteStaffRequest
{
    public string? Email { get; set; }
    public StaffRole Role { get; set; } = StaffRole.Manager;
}
