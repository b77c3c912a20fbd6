using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Storefront.Features.Invitations.Suppressions;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Invite;

/// <summary>Invites many customers by the rules of <see cref="InviteCustomer"/> and returns one result per row, in order.</summary>
/// <remarks>Each transaction writes twenty-five rows. So memory stays constant, other writers get their turn, and SQLite's savepoint
/// journal, which every statement searches, stays short. A row with a problem never stops the others: a row that cannot be written with the
/// rest (a known address, a duplicate, a nearly used-up quota) is invited alone and gets the result of a single call.</remarks>
public sealed class InviteCustomers(
    StorefrontDb db, InviteCustomer alone, InviteCustomerTransaction arrival, MailBudgets budgets, SuppressionList suppressions)
{
    private const int Step = 25;

    /// <summary>Invites row after row; each result is returned after its commit.</summary>
    public async IAsyncEnumerable<Result<InvitedCustomer>> RunAsync(
        Caller caller, IAsyncEnumerable<InviteCustomerRequest> rows, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var step in rows.Chunk(Step).WithCancellation(ct))
        {
            var smooth = caller.Can(InviteCustomer.Needs) && caller.Merchant.PrimaryHost is not null
                ? await InviteTogetherAsync(caller, step, ct)
                : [];
            foreach (var (index, row) in step.Index())
            {
                if (smooth.TryGetValue(index, out var customer))
                {
                    yield return customer;
                    continue;
                }

                db.ChangeTracker.Clear();
                yield return await alone.RunAsync(caller, row, ct);
            }
        }

        db.ChangeTracker.Clear();
    }

    // The customers by row number; empty when any row failed, because then nothing of the step was written.
    private async Task<Dictionary<int, InvitedCustomer>> InviteTogetherAsync(Caller caller, InviteCustomerRequest[] step, CancellationToken ct)
    {
        var invitees = new Dictionary<int, ValidatedInvitation>();
        foreach (var (index, row) in step.Index())
        {
            if (ValidatedInvitation.Check(row, caller.Merchant, out var invitee) is null
                && invitees.Values.All(other => other.Address.Canonical != invitee.Address.Canonical)
                && !await suppressions.HoldsAsync(invitee.Address.Canonical, ct))
            {
                invitees.Add(index, invitee);
            }
        }

        db.ChangeTracker.Clear();
        var invited = await db.InTransactionAsync<Dictionary<int, InvitedCustomer>>(async () =>
        {
            var addresses = invitees.Values.Select(invitee => invitee.Address.Canonical).ToList();
            var known = await db.Customers.Where(row => addresses.Contains(row.NormalizedEmail!)).Select(row => row.NormalizedEmail!)
                .ToHashSetAsync(ct);
            var (customers, mails) = (new Dictionary<int, InvitedCustomer>(), new List<MailAllowance>());
            foreach (var (index, invitee) in invitees.Where(entry => !known.Contains(entry.Value.Address.Canonical)))
            {
                var customer = await arrival.AddAsync(caller.Merchant, invitee, ct);
                customers.Add(index, customer);
                if (customer.Allowance is { } allowance)
                {
                    mails.Add(allowance);
                }
            }

            if (!await db.TrySaveAsync(ct))
            {
                return InvitationErrors.AddressTaken;
            }

            if (mails.Count > 0 && await budgets.CountAsync(mails, ct) is { } exhausted)
            {
                return exhausted;
            }

            foreach (var customer in customers.Values)
            {
                await arrival.TellAsync(customer, ct);
            }

            return customers;
        }, ct);
        return invited.IsRefused ? [] : invited.Value;
    }
}
