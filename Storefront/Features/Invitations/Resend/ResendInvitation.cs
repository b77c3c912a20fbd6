using Microsoft.EntityFrameworkCore;
using Storefront.Features.Invitations.Invite;
using Storefront.Features.Invitations.Suppressions;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Resend;

/// <summary>Mails a customer with an unverified address a new link at the merchant's request, or returns it for the merchant to hand over;
/// the older link is superseded.</summary>
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

        var content = InvitationContent.Again(merchant, customer, former);
        content = content with
        {
            Message = message ?? content.Message,
            Lifetime = request.ExpiresInDays is { } days ? LinkLifetime.ForDays(days) : content.Lifetime,
        };
        audit.Add(request.SendEmail == false ? "invitation.linked" : "invitation.resent", customer.SubjectId);
        var link = await SendAsync(merchant, customer, content, isMailed: request.SendEmail != false, ct);
        if (link.Refusal is { } exhausted)
        {
            return exhausted;
        }

        await db.SaveChangesAsync(ct);
        var invitation = await db.Invitations.AsNoTracking().Include(row => row.Customer).FirstAsync(row => row.CustomerId == customer.Id, ct);
        return InvitationSummary.Of(invitation, clock.GetUtcNow()) with { Url = link.Value.Url };
    }

    private async Task<Result<RenewedLink>> SendAsync(
        Merchant merchant, Customer customer, InvitationContent content, bool isMailed, CancellationToken ct)
    {
        if (!isMailed)
        {
            return new RenewedLink(await sender.LinkAsync(merchant, customer, content, ct));
        }

        var allowance = budgets.ForResend(customer);
        if (await budgets.CountAsync([allowance], ct) is { } exhausted)
        {
            return exhausted;
        }

        await sender.ResendAsync(merchant, customer, content, allowance, ct);
        return new RenewedLink(Url: null);
    }

    /// <summary>The link where it is not mailed.</summary>
    private sealed record RenewedLink(string? Url);
}

/// <summary>Whom to mail again, and what changes.</summary>
public sealed class ResendInvitationRequest : InvitationReference
{
    /// <summary>How long the link works, 1 to 30; the merchant's setting when absent.</summary>
    public int? ExpiresInDays { get; init; }

    /// <summary>False mails nothing and answers the link, this once; true when absent.</summary>
    public bool? SendEmail { get; init; }

    /// <summary>The merchant's message to the customer; the former one when absent.</summary>
    public string? Message { get; init; }
}
