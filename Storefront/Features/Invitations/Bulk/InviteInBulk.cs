using Microsoft.EntityFrameworkCore;
using Storefront.Features.Invitations.Import;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Accepts a table of people to invite: every row is judged and stored, and a job does the rest.</summary>
/// <remarks>Rows are stored in steps, so that other writers get their turn. The batch begins when the last is stored; one that a crash cut off
/// was promised to nobody and never begins. The upload itself is not kept.</remarks>
public sealed class InviteInBulk(StorefrontDb db, BatchRowProtector protector, AddressHasher hasher, AuditTrail audit, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.InviteCustomers;

    private const int Step = 250;
    private static readonly TimeSpan RepeatedWithin = TimeSpan.FromHours(24);

    public async Task<Result<InvitationBatch>> RunAsync(Caller caller, BulkInviteRequest request, Upload upload, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (BulkOptions.Check(request, clock.GetUtcNow(), out var options) is { } unfit)
        {
            return unfit;
        }

        if (caller.Merchant.PrimaryHost is null)
        {
            return InvitationErrors.NoHost;
        }

        var table = BulkTable.Read(caller, request, upload);
        if (table.Refusal is { } noTable)
        {
            return noTable;
        }

        var fingerprint = upload.Fingerprint();
        if (!options.IsDryRun && request.AllowRepeat != true && await IsRepeatedAsync(fingerprint, ct))
        {
            return BulkErrors.Repeated;
        }

        var batch = New(caller.Merchant, options, fingerprint);
        db.Add(batch);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        var rows = Judge(caller.Merchant, options, batch.Id, table.Value);
        await StoreAsync(rows, ct);
        await StoreAsync(GroupsOf(caller.Merchant, batch.Id, rows), ct);
        return await db.InTransactionAsync<InvitationBatch>(async () => await StartAsync(batch.Id, rows, options, ct), ct);
    }

    private Task<bool> IsRepeatedAsync(byte[] fingerprint, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - RepeatedWithin;
        return db.InvitationBatches.AnyAsync(
            batch => batch.Fingerprint == fingerprint && !batch.IsDryRun && batch.ReceivedAt != null && batch.CreatedAt > since, ct);
    }

    private InvitationBatch New(Merchant merchant, BulkOptions options, byte[] fingerprint) => new()
    {
        MerchantId = merchant.Id,
        Kind = InvitationBatchKind.Invitation,
        Status = InvitationBatchStatus.Queued,
        CreatedAt = clock.GetUtcNow(),
        Language = options.Locale,
        Message = options.Message,
        ExpiresInDays = options.Days,
        FailsOnExisting = options.FailsOnExisting,
        IsDryRun = options.IsDryRun,
        Pace = options.Pace,
        NotBefore = options.NotBefore,
        Fingerprint = fingerprint,
    };

    private List<InvitationBatchRow> Judge(Merchant merchant, BulkOptions options, long batchId, IReadOnlyList<ImportedRow> table)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. table.Select(row => Judge(merchant, options, batchId, row, seen))];
    }

    private InvitationBatchRow Judge(Merchant merchant, BulkOptions options, long batchId, ImportedRow row, HashSet<string> seen)
    {
        var judged = JudgedRow.Of(row.Customer, merchant, options.Locale, options.Message, options.Days);
        var address = judged.Code == BatchRowCode.Email ? null : judged.Invitee.Address;
        var code = row.HasTooManyCells ? BatchRowCode.Columns : judged.Code;
        code ??= seen.Add(address!.Canonical) ? null : BatchRowCode.Duplicate;
        return new()
        {
            MerchantId = merchant.Id,
            BatchId = batchId,
            Line = row.Line,
            Hash = address is null ? null : hasher.Hash(merchant.Id, address.Canonical),
            Content = code is null ? protector.Protect(row.Customer) : protector.ProtectAddress(row.Customer.Email),
            Status = code switch { null => BatchRowStatus.Waiting, BatchRowCode.Duplicate => BatchRowStatus.Skipped, _ => BatchRowStatus.Failed },
            Code = code,
            ReceivingGroup = address is null ? null : ReceivingGroup.Of(address),
        };
    }

    private static List<InvitationBatchGroup> GroupsOf(Merchant merchant, long batchId, List<InvitationBatchRow> rows) =>
    [
        .. rows.Where(row => row.Status == BatchRowStatus.Waiting).Select(row => row.ReceivingGroup!).Distinct()
            .Select(name => new InvitationBatchGroup { MerchantId = merchant.Id, BatchId = batchId, Name = name }),
    ];

    private async Task StoreAsync<T>(List<T> rows, CancellationToken ct)
        where T : class, ITenantOwned
    {
        foreach (var step in rows.Chunk(Step))
        {
            await db.InTransactionAsync<Done>(() =>
            {
                Array.ForEach(step, db.Insert);
                return Task.FromResult<Result<Done>>(Done.Value);
            }, ct);
        }
    }

    private async Task<InvitationBatch> StartAsync(long batchId, List<InvitationBatchRow> rows, BulkOptions options, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (skipped, failed) = (rows.Count(row => row.Status == BatchRowStatus.Skipped), rows.Count(row => row.Status == BatchRowStatus.Failed));
        audit.Add(options.IsDryRun ? "customers.bulk_checked" : "customers.invited_in_bulk", $"batch: {batchId}, total: {rows.Count}");
        await db.InvitationBatches.Where(batch => batch.Id == batchId).ExecuteUpdateAsync(
            set => set.SetProperty(batch => batch.Total, rows.Count).SetProperty(batch => batch.Skipped, skipped)
                .SetProperty(batch => batch.Failed, failed).SetProperty(batch => batch.Done, skipped + failed)
                .SetProperty(batch => batch.ReceivedAt, now).SetProperty(batch => batch.NextStepAt, now), ct);
        return await db.InvitationBatches.AsNoTracking().FirstAsync(batch => batch.Id == batchId, ct);
    }
}
