using Microsoft.EntityFrameworkCore;
using Storefront.Features.Invitations.Invite;
using Storefront.Features.Invitations.Suppressions;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Resend;

/// <summary>Mails a customer with an unverified address a new link at the merchant's request; the older link is superseded.</summary>
public sealed class ResendInvitation(
    StorefrontDb db, InvitationSender sender, MailBudgets budgets, SuppressionList suppressions, AuditTrail audit, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.InviteCustomers;

    public async Task<Result<InvitationSummary>> RunAsync(Caller caller, ResendInvitationRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var problems = new FieldProblems();
        problems.Add("message", MerchantMessage.Check(request.Message, out var message));
        problems.Add("expires_in_days", ValidatedInvitation.CheckDays(request.ExpiresInDays));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        if (request.NamesNobody)
        {
            return InvitationErrors.NamesNobody;
        }

        if (caller.Merchant.PrimaryHost is null)
        {
            return InvitationErrors.NoHost;
        }

        return await db.InTransactionAsync(() => ResendAsync(caller.Merchant, request, message, ct), ct);
    }

    private async Task<Result<InvitationSummary>> ResendAsync(
        Merchant merchant, ResendInvitationRequest request, string? message, CancellationToken ct)
    {
        var named = await request.CustomersAmong(db.Customers, db.Invitations).AsNoTracking().FirstOrDefaultAsync(ct);
        if (named is null || await db.HoldAsync(named, ct) is not { } customer)
        {
            return InvitationErrors.NotFound;
        }

        if (!customer.IsInvitable)
        {
            return InvitationErrors.AcceptedBefore;
        }

        var former = await db.Invitations.AsNoTracking().FirstOrDefaultAsync(row => row.CustomerId == customer.Id, ct);
        if (former?.RevokedAt is not null)
        {
            return InvitationErrors.RevokedBefore;
        }

        if (await suppressions.HoldsAsync(customer.NormalizedEmail!, ct))
        {
            return InvitationErrors.Suppressed;
        }

        var allowance = budgets.ForResend(customer);
        if (await budgets.CountAsync([allowance], ct) is { } exhausted)
        {
            return exhausted;
        }

        var content = InvitationContent.Again(merchant, customer, former);
        content = content with
        {
            Message = message ?? content.Message,
            Lifetime = request.ExpiresInDays is { } days ? LinkLifetime.ForDays(days) : content.Lifetime,
        };
        audit.Add("invitation.resent", customer.SubjectId);
        await sender.ResendAsync(merchant, customer, content, allowance, ct);
        await db.SaveChangesAsync(ct);
        return InvitationSummary.Of(
            await db.Invitations.AsNoTracking().Include(row => row.Customer).FirstAsync(row => row.CustomerId == customer.Id, ct), clock.GetUtcNow());
    }
}

/// <summary>Whom to mail again, and what changes.</summary>
public sealed class ResendInvitationRequest : InvitationReference
{
    /// <summary>How long the link works, 1 to 30; the merchant's setting when absent.</summary>
    public int? ExpiresInDays { get; init; }

    /// <summary>The merchant's message to the customer; the former one when absent.</summary>
    public string? Message { get; init; }
}
