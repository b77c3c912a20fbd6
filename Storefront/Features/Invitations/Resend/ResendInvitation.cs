using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Resend;

/// <summary>Mails a customer whose address is unproven a fresh link at the merchant's wish; the older one says that it was superseded.</summary>
public sealed class ResendInvitation(StorefrontDb db, InvitationSender letters, MailBudgets budgets, AuditTrail audit, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.InviteCustomers;

    public async Task<Result<InvitationSummary>> RunAsync(Caller caller, ResendInvitationRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.NamesNobody)
        {
            return InvitationErrors.NamesNobody;
        }

        if (caller.Merchant.PrimaryHost is null)
        {
            return InvitationErrors.NoHost;
        }

        return await db.InTransactionAsync(() => ResendAsync(caller.Merchant, request, ct), ct);
    }

    private async Task<Result<InvitationSummary>> ResendAsync(Merchant merchant, ResendInvitationRequest request, CancellationToken ct)
    {
        var named = await request.CustomersAmong(db.Customers, db.Invitations).AsNoTracking().FirstOrDefaultAsync(ct);
        if (named is null || await db.HoldAsync(named, ct) is not { } customer)
        {
            return InvitationErrors.NotFound;
        }

        if (!customer.IsInvitable)
        {
            return InvitationErrors.NotPending;
        }

        var allowance = budgets.ForMerchantWork(customer);
        if (await budgets.CountAsync([allowance], ct) is { } exhausted)
        {
            return exhausted;
        }

        var former = await db.Invitations.AsNoTracking().FirstOrDefaultAsync(row => row.CustomerId == customer.Id, ct);
        audit.Add("invitation.resent", customer.SubjectId);
        await letters.ResendAsync(merchant, customer, Letter.Again(merchant, customer, former), allowance, ct);
        await db.SaveChangesAsync(ct);
        return InvitationSummary.Of(await db.Invitations.AsNoTracking().Include(row => row.Customer).FirstAsync(row => row.CustomerId == customer.Id, ct), clock.GetUtcNow());
    }
}

/// <summary>Whom to mail again: a customer, or an invitation.</summary>
public sealed class ResendInvitationRequest : InvitationReference;
