using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Erasure;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Revoke;

/// <summary>Revokes an invitation at the merchant's request: its link is invalid at once, and a pending customer is erased unless
/// kept.</summary>
/// <remarks>Whoever locks the customer first decides: an earlier acceptance stands, and a later one finds no link. A registered customer is
/// never erased here. Revoking twice has the effect of revoking once.</remarks>
public sealed class RevokeInvitation(
    StorefrontDb db, InvitationSender sender, InvitationTimeline timeline, InvitationWebhooks webhooks, ErasurePlan plan, AuditTrail audit,
    TimeProvider clock)
{
    public static readonly Ability Needs = Ability.InviteCustomers;

    public async Task<Result<RevokedInvitation>> RunAsync(Caller caller, RevokeInvitationRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.NamesNobody)
        {
            return InvitationErrors.NamesNobody;
        }

        return await db.InTransactionAsync(() => RevokeAsync(request, ct), ct);
    }

    private async Task<Result<RevokedInvitation>> RevokeAsync(RevokeInvitationRequest request, CancellationToken ct)
    {
        var named = await request.Among(db.Invitations).AsNoTracking().Include(row => row.Customer).FirstOrDefaultAsync(ct);
        if (named is null || await db.HoldAsync(named.Customer, ct) is not { } customer)
        {
            return InvitationErrors.NotFound;
        }

        if (!customer.IsInvitable)
        {
            return InvitationErrors.AcceptedBefore;
        }

        audit.Add("invitation.revoked", customer.SubjectId);
        if (customer.IsPending && request.KeepCustomer != true)
        {
            await webhooks.AddErasedAsync(named, customer, ct);
            await plan.RunAsync(customer, ct);
            return new RevokedInvitation(true, null);
        }

        await sender.WithdrawAsync(customer, ct);
        await timeline.RevokeAsync(customer.Id, ct);
        await db.SaveChangesAsync(ct);
        var kept = await db.Invitations.AsNoTracking().Include(row => row.Customer).FirstAsync(row => row.CustomerId == customer.Id, ct);
        return new RevokedInvitation(false, InvitationSummary.Of(kept, clock.GetUtcNow()));
    }
}

/// <summary>Which invitation, and what happens to its customer.</summary>
public sealed class RevokeInvitationRequest : InvitationReference
{
    /// <summary>True keeps a pending customer; otherwise the customer is erased, and the address is free.</summary>
    public bool? KeepCustomer { get; init; }
}

/// <summary>Whether the customer was erased with the invitation, or the invitation that stayed.</summary>
public sealed record RevokedInvitation(bool CustomerErased, InvitationSummary? Invitation);
