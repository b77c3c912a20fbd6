using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Resend;

/// <summary>Mails a customer with an unverified address a new link at the merchant's request; the older link is superseded.</summary>
public sealed class ResendInvitation(StorefrontDb db, InvitationSender letters, MailBudgets budgets, AuditTrail audit)
{
    public static readonly Ability Needs = Ability.InviteCustomers;

    public async Task<Result<Invitation>> RunAsync(Caller caller, ResendInvitationRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.CustomerId is null && request.InvitationId is null)
        {
            return InvitationErrors.NamesNobody;
        }

        if (caller.Merchant.PrimaryHost is null)
        {
            return InvitationErrors.NoHost;
        }

        return await db.InTransactionAsync<Invitation>(async () =>
        {
            var customer = await db.Customers.FirstOrDefaultAsync(row =>
                (request.CustomerId == null || row.Id == request.CustomerId)
                && (request.InvitationId == null || db.Invitations.Any(invitation => invitation.Id == request.InvitationId && invitation.CustomerId == row.Id)), ct);
            if (customer is null or { IsInvitable: false })
            {
                return customer is null ? InvitationErrors.NotFound : InvitationErrors.NotPending;
            }

            var allowance = budgets.ForMerchantWork(customer);
            if (await budgets.CountAsync([allowance], ct) is { } exhausted)
            {
                return exhausted;
            }

            var former = await db.Invitations.Where(invitation => invitation.CustomerId == customer.Id).OrderByDescending(invitation => invitation.Id).FirstOrDefaultAsync(ct);
            audit.Add("invitation.resent", customer.SubjectId);
            return await letters.SendAsync(
                caller.Merchant, customer, Letter.Again(caller.Merchant, customer, former), allowance, ct);
        }, ct);
    }
}

/// <summary>Whom to mail again: a customer or one of the customer's invitations.</summary>
public sealed class ResendInvitationRequest
{
    public long? CustomerId { get; init; }
    public long? InvitationId { get; init; }
}
