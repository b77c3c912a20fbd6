using Storefront.Features.Invitations.Suppressions;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Invite;

/// <summary>Creates a customer without a password and mails an invitation on the merchant's brand.</summary>
/// <remarks>Customer, invitation and mail commit together or not at all. The link's host comes from the merchant's record, never from the
/// request. An unverified account is invited instead (<see cref="UnprovenAccountInviter"/>).</remarks>
public sealed class InviteCustomer(
    StorefrontDb db, InviteCustomerTransaction transaction, MailBudgets budgets, SuppressionList suppressions, UnprovenAccountInviter unproven)
{
    public static readonly Ability Needs = Ability.InviteCustomers;

    public async Task<Result<InvitedCustomer>> RunAsync(Caller caller, InviteCustomerRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (ValidatedInvitation.Check(request, caller.Merchant, out var invitee) is { } unfit)
        {
            return unfit;
        }

        if (caller.Merchant.PrimaryHost is null)
        {
            return InvitationErrors.NoHost;
        }

        if (await suppressions.HoldsAsync(invitee.Address.Canonical, ct))
        {
            return InvitationErrors.Suppressed;
        }

        // Everything but the writing happens before the transaction, in which other writers wait.
        var invited = await transaction.AddAsync(caller.Merchant, invitee, ct);
        var saved = await db.InTransactionAsync<InvitedCustomer>(async () =>
        {
            // The unique index decides who was first; a query beforehand would only word the answer.
            if (!await db.TrySaveAsync(ct))
            {
                return InvitationErrors.AddressTaken;
            }

            if (invited.Allowance is { } allowance && await budgets.CountAsync([allowance], ct) is { } exhausted)
            {
                return exhausted;
            }

            await transaction.TellAsync(invited, ct);
            return invited;
        }, ct);
        return saved.Refusal == InvitationErrors.AddressTaken ? await unproven.InviteAsync(caller.Merchant, invitee, ct) : saved;
    }
}
