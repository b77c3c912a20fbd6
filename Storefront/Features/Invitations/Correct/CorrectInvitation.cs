using Microsoft.EntityFrameworkCore;
using Storefront.Features.Invitations.Suppressions;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Erasure;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Correct;

/// <summary>Sends an invitation to another address: the old link is dead at once, and nothing of the old address stays.</summary>
/// <remarks>The old links and unsent mails are deleted, since both hold the old address. A bounce of it is forgotten; a decline of it
/// stays. An account that somebody registered keeps its address.</remarks>
public sealed class CorrectInvitation(
    StorefrontDb db, InvitationSender sender, MailBudgets budgets, SuppressionList suppressions, AddressTraces traces, WalTruncator truncator,
    AuditTrail audit, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.InviteCustomers;

    public async Task<Result<InvitationSummary>> RunAsync(Caller caller, CorrectInvitationRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var problems = new FieldProblems();
        problems.Add("invitation_id", request.InvitationId is null ? "Name an invitation." : null);
        problems.Add("email", EmailAddress.Check(request.Email, out var address));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        if (caller.Merchant.PrimaryHost is null)
        {
            return InvitationErrors.NoHost;
        }

        if (await suppressions.HoldsAsync(address.Canonical, ct))
        {
            return InvitationErrors.Suppressed;
        }

        return await db.InTransactionAsync(() => CorrectAsync(caller.Merchant, request.InvitationId!.Value, address, ct), ct);
    }

    private async Task<Result<InvitationSummary>> CorrectAsync(Merchant merchant, long invitationId, EmailAddress address, CancellationToken ct)
    {
        var named = await db.Invitations.AsNoTracking().Include(row => row.Customer).FirstOrDefaultAsync(row => row.Id == invitationId, ct);
        if (named is null || await db.HoldAsync(named.Customer, ct) is not { } customer)
        {
            return InvitationErrors.NotFound;
        }

        var former = await db.Invitations.AsNoTracking().FirstAsync(row => row.Id == invitationId, ct);
        if (Check(customer, former, address) is { } refusal)
        {
            return refusal;
        }

        await traces.EraseAsync(customer.NormalizedEmail!, ct);
        await sender.ForgetAddressAsync(customer, ct);
        (customer.Email, customer.NormalizedEmail) = (address.Text, address.Canonical);
        if (!await db.TrySaveAsync(ct))
        {
            return InvitationErrors.AddressTaken;
        }

        var allowance = budgets.ForMerchantWork(customer);
        if (await budgets.CountAsync([allowance], ct) is { } exhausted)
        {
            return exhausted;
        }

        db.AfterCommit(truncator.Request);
        audit.Add("invitation.corrected", customer.SubjectId);
        await sender.SendFreshAsync(
            merchant, customer, InvitationContent.Again(merchant, customer, former), allowance, InvitationEventKind.Corrected, ct);
        await db.SaveChangesAsync(ct);
        var corrected = await db.Invitations.AsNoTracking().Include(row => row.Customer).FirstAsync(row => row.Id == invitationId, ct);
        return InvitationSummary.Of(corrected, clock.GetUtcNow());
    }

    private static Refusal? Check(Customer customer, Invitation former, EmailAddress address) =>
        !customer.IsInvitable ? InvitationErrors.AcceptedBefore
        : former.RevokedAt is not null ? InvitationErrors.RevokedBefore
        : !customer.IsPending ? InvitationErrors.NotCorrectable
        : customer.NormalizedEmail == address.Canonical ? InvitationErrors.SameAddress
        : null;
}

/// <summary>Which invitation, and its new address.</summary>
public sealed class CorrectInvitationRequest
{
    public long? InvitationId { get; init; }

    /// <summary>At most 191 characters; unique at the merchant.</summary>
    public string? Email { get; init; }
}
