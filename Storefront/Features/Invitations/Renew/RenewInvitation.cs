using Microsoft.EntityFrameworkCore;
using Storefront.Features.Invitations.Accept;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Invitations.Renew;

/// <summary>Mails a new link to the address of an expired or superseded invitation, at the request of whoever holds the old link.</summary>
/// <remarks>The mail goes only to the stored address, so an old link gives its holder nothing but that mail.</remarks>
public sealed class RenewInvitation(StorefrontDb db, OneTimeTokens tokens, InvitationSender sender, MailBudgets budgets, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Caller caller, InvitationLink link, CancellationToken ct)
    {
        if (link.Check(out var address) is { } unfit)
        {
            return unfit;
        }

        if (await tokens.FindAsync(TokenPurpose.AcceptInvitation, address, link.Token!, ct) is not { } token)
        {
            return InvitationErrors.Unknown;
        }

        if (!token.Customer.IsInvitable)
        {
            return InvitationErrors.AlreadyAccepted;
        }

        if (token.StateAt(clock.GetUtcNow()) is not (LinkState.Expired or LinkState.Superseded) || caller.Merchant.PrimaryHost is null)
        {
            return InvitationErrors.NotRenewable;
        }

        return await db.InTransactionAsync<Done>(async () =>
        {
            if (await db.HoldAsync(token.Customer, ct) is not { IsInvitable: true } customer)
            {
                return InvitationErrors.NotRenewable;
            }

            var taken = await budgets.TakeRenewalAsync(token.Customer, caller, ct);
            if (taken.IsRefused)
            {
                return taken.Refusal!;
            }

            var former = await db.Invitations.AsNoTracking().FirstOrDefaultAsync(invitation => invitation.CustomerId == customer.Id, ct);
            await sender.ResendAsync(caller.Merchant, customer, InvitationContent.Again(caller.Merchant, customer, former), taken.Value, ct);
            return Done.Value;
        }, ct);
    }
}
