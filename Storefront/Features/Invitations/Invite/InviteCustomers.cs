using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Storefront.Features.Invitations.Suppressions;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Invite;

/// <summary>Invites many customers by the rules of <see cref="InviteCustomer"/>, and tells in their order what became of each.</summary>
/// <remarks>Rows are written twenty-five at a time, all of them in one transaction: memory stays flat however many there are, other
/// writers get their turn in between, and SQLite's journal of what could be undone, which is walked for every statement, stays short. A
/// row with a problem never stops the rest: whatever does not go smoothly with the others (a known address, one that comes twice, a quota
/// that is nearly used up) is invited alone, and so judged as if it had come alone.</remarks>
public sealed class InviteCustomers(StorefrontDb db, InviteCustomer alone, InviteCustomerTransaction arrival, MailBudgets budgets, SuppressionList suppressions)
{
    private const int Step = 25;

    /// <summary>Invites row after row; every answer is told once it is committed.</summary>
    public async IAsyncEnumerable<Result<InvitedCustomer>> RunAsync(Caller caller, IAsyncEnumerable<InviteCustomerRequest> rows, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var step in rows.Chunk(Step).WithCancellation(ct))
        {
            var smooth = caller.Can(InviteCustomer.Needs) && caller.Merchant.PrimaryHost is not null ? await InviteTogetherAsync(caller, step, ct) : [];
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

    // The customers by the number of their row; none when anything stood in the way, for then nothing of the step was written.
    private async Task<Dictionary<int, InvitedCustomer>> InviteTogetherAsync(Caller caller, InviteCustomerRequest[] step, CancellationToken ct)
    {
        var invitees = new Dictionary<int, ValidatedInvitation>();
        foreach (var (index, row) in step.Index())
        {
            if (ValidatedInvitation.Check(row, caller.Merchant, out var invitee) is null && invitees.Values.All(other => other.Address.Canonical != invitee.Address.Canonical)
                && !await suppressions.HoldsAsync(invitee.Address.Canonical, ct))
            {
                invitees.Add(index, invitee);
            }
        }

        db.ChangeTracker.Clear();
        var invited = await db.InTransactionAsync<Dictionary<int, InvitedCustomer>>(async () =>
        {
            var addresses = invitees.Values.Select(invitee => invitee.Address.Canonical).ToList();
            var known = await db.Customers.Where(row => addresses.Contains(row.NormalizedEmail!)).Select(row => row.NormalizedEmail!).ToHashSetAsync(ct);
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

            return !await db.TrySaveAsync(ct) ? InvitationErrors.AddressTaken
                : mails.Count > 0 && await budgets.CountAsync(mails, ct) is { } exhausted ? exhausted
                : customers;
        }, ct);
        return invited.IsRefused ? [] : invited.Value;
    }
}
