using Microsoft.EntityFrameworkCore;
using Storefront.Features.Invitations.Invite;
using Storefront.Platform.Batches;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Writes the waiting rows of a batch by the rules of a single invitation: customers and planned invitations, and on each row what
/// became of it.</summary>
/// <remarks>A step is one transaction, so a killed process loses and repeats no row. It writes twenty-five rows: in larger steps SQLite's
/// savepoint journal, which every statement searches, costs more than the commits it saves, and other writers wait longer.</remarks>
public sealed class BatchRowWriter(
    StorefrontDb db, CurrentMerchant currentMerchant, InviteCustomerTransaction transaction, UnprovenAccountInviter unproven,
    BatchRowProtector protector, BatchPasswords passwords, TimeProvider clock)
{
    private const int Step = 25;

    /// <summary>Writes the next rows; false when none waits.</summary>
    public async Task<bool> StepAsync(InvitationBatch batch, LeasedBatch leased, CancellationToken ct)
    {
        var ids = await Waiting(batch.Id).OrderBy(row => row.Id).Take(Step).Select(row => row.Id).ToListAsync(ct);
        if (ids.Count == 0)
        {
            return false;
        }

        var hashes = await passwords.HashAsync(batch, leased, ids, ct);
        var written = await WriteAsync(batch, leased, ids, hashes, ct);
        if (written.Refusal == InvitationErrors.AddressTaken)
        {
            // Somebody was first with one of the addresses: that row finds the customer when it is written alone.
            foreach (var id in ids)
            {
                await WriteAsync(batch, leased, [id], hashes, ct);
            }
        }

        return true;
    }

    private Task<Result<Done>> WriteAsync(
        InvitationBatch batch, LeasedBatch leased, List<long> ids, IReadOnlyDictionary<long, string> hashes, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        return db.InTransactionAsync<Done>(async () =>
        {
            var now = clock.GetUtcNow();
            if (await db.Running(leased).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Status, InvitationBatchStatus.Running)
                    .SetProperty(row => row.StartedAt, row => row.StartedAt ?? now)
                    .SetProperty(row => row.LeasedUntil, now + BatchLeaseStore.Lease), ct) == 0)
            {
                return BulkErrors.LeaseLost;
            }

            var rows = await Waiting(batch.Id).Where(row => ids.Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(ct);
            var customers = await InviteAsync(batch, rows, hashes, ct);
            if (!await db.TrySaveAsync(ct))
            {
                return InvitationErrors.AddressTaken;
            }

            foreach (var (row, customer, invited) in customers)
            {
                row.CustomerId = customer.Id;
                await (invited is null ? ValueTask.CompletedTask : transaction.TellAsync(invited, ct));
            }

            await CountAsync(batch.Id, rows, ct);
            return Done.Value;
        }, ct);
    }

    private async Task<List<(InvitationBatchRow Row, Customer Customer, InvitedCustomer? Invited)>> InviteAsync(
        InvitationBatch batch, List<InvitationBatchRow> rows, IReadOnlyDictionary<long, string> passwordHashes, CancellationToken ct)
    {
        var merchant = currentMerchant.Merchant;
        var judged = rows.Select(row => (
            Row: row, Judged: JudgedRow.Of(protector.Unprotect(row), merchant, batch.Language, batch.Message, batch.ExpiresInDays))).ToList();
        var addresses = judged.Where(pair => pair.Judged.Code is null).Select(pair => pair.Judged.Invitee.Address.Canonical).ToList();
        var known = await db.Customers.AsNoTracking().Where(row => addresses.Contains(row.NormalizedEmail!))
            .ToDictionaryAsync(row => row.NormalizedEmail!, ct);
        var hashes = rows.Select(row => row.Hash!).ToList();
        var suppressed = (await db.Suppressions.Where(row => hashes.Contains(row.Hash)).Select(row => row.Hash).ToListAsync(ct))
            .Select(Convert.ToHexString).ToHashSet();
        var invited = new List<(InvitationBatchRow, Customer, InvitedCustomer?)>();
        foreach (var (row, person) in judged)
        {
            if (person.Code is { } code)
            {
                // Accepted under the rules of an earlier version.
                LeaveOut(row, person, BatchRowStatus.Failed, code, existing: null);
            }
            else if (suppressed.Contains(Convert.ToHexString(row.Hash!)))
            {
                LeaveOut(row, person, BatchRowStatus.Skipped, BatchRowCode.Suppressed, known.GetValueOrDefault(person.Invitee.Address.Canonical));
            }
            else if (known.TryGetValue(person.Invitee.Address.Canonical, out var existing))
            {
                await InviteExistingAsync(batch, row, person, existing, ct);
            }
            else if (batch.IsDryRun)
            {
                Invited(row, person, isMailed: false);
            }
            else if (passwordHashes.TryGetValue(row.Id, out var passwordHash))
            {
                var customer = transaction.Import(merchant, person.Invitee, passwordHash);
                (customer.ExternalId, customer.Metadata) = (person.ExternalId, person.Metadata);
                (row.Status, row.Content) = (BatchRowStatus.Imported, "");
                invited.Add((row, customer, null));
            }
            else
            {
                var planned = await transaction.PlanAsync(merchant, person.Invitee, batch.Id, ct);
                (planned.Customer.ExternalId, planned.Customer.Metadata) = (person.ExternalId, person.Metadata);
                Invited(row, person, isMailed: true);
                invited.Add((row, planned.Customer, planned));
            }
        }

        return invited;
    }

    // Only an account whose address nobody has proven gives way to an invitation.
    private async Task InviteExistingAsync(InvitationBatch batch, InvitationBatchRow row, JudgedRow person, Customer existing, CancellationToken ct)
    {
        var left = batch.FailsOnExisting ? BatchRowStatus.Failed : BatchRowStatus.Skipped;
        if (existing.EmailVerifiedAt is not null)
        {
            LeaveOut(row, person, left, BatchRowCode.Exists, existing);
            return;
        }

        var former = await db.Invitations.AsNoTracking().FirstOrDefaultAsync(invitation => invitation.CustomerId == existing.Id, ct);
        if (former is not null || existing.IsPending)
        {
            LeaveOut(row, person, left, former?.DeclinedAt is null ? BatchRowCode.Pending : BatchRowCode.Declined, existing);
        }
        else if (batch.IsDryRun)
        {
            Invited(row, person, isMailed: false);
        }
        else if ((await unproven.PlanAsync(currentMerchant.Merchant, person.Invitee, batch.Id, ct)).IsRefused)
        {
            LeaveOut(row, person, left, BatchRowCode.Exists, existing);
        }
        else
        {
            Invited(row, person, isMailed: true);
            row.CustomerId = existing.Id;
        }
    }

    private void Invited(InvitationBatchRow row, JudgedRow person, bool isMailed)
    {
        (row.Status, row.Mail) = (
            !isMailed && person.Password is not null ? BatchRowStatus.Imported : BatchRowStatus.Invited,
            isMailed ? BatchMailState.Waiting : BatchMailState.None);
        row.Code = person.PasswordCode;
        row.Content = isMailed ? "" : protector.ProtectAddress(person.Customer.Email);
    }

    private void LeaveOut(InvitationBatchRow row, JudgedRow person, BatchRowStatus status, string code, Customer? existing)
    {
        (row.Status, row.Code, row.CustomerId) = (status, code, existing?.Id);
        row.Content = existing is null ? protector.ProtectAddress(person.Customer.Email) : "";
    }

    private async Task CountAsync(long batchId, List<InvitationBatchRow> rows, CancellationToken ct)
    {
        var (invited, skipped, failed) = (Count(BatchRowStatus.Invited), Count(BatchRowStatus.Skipped), Count(BatchRowStatus.Failed));
        await db.InvitationBatches.Where(row => row.Id == batchId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Invited, row => row.Invited + invited).SetProperty(row => row.Skipped, row => row.Skipped + skipped)
                .SetProperty(row => row.Failed, row => row.Failed + failed).SetProperty(row => row.Done, row => row.Done + rows.Count), ct);

        int Count(BatchRowStatus status) => rows.Count(row => row.Status == status);
    }

    private IQueryable<InvitationBatchRow> Waiting(long batchId) =>
        db.InvitationBatchRows.Where(row => row.BatchId == batchId && row.Status == BatchRowStatus.Waiting);
}
