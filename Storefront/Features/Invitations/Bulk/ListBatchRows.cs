using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Lists what became of each row of a batch, in the order of the file.</summary>
public sealed class ListBatchRows(StorefrontDb db, BatchReader batches, BatchRowProtector protector)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    /// <summary>One page of the rows.</summary>
    public Task<Result<Page<BatchRowView>>> RunAsync(Caller caller, ListBatchRowsRequest request, CancellationToken ct) =>
        RunAsync(caller, request, isWhole: false, ct);

    /// <summary>All rows, as a file holds them.</summary>
    public Task<Result<Page<BatchRowView>>> RunWholeAsync(Caller caller, ListBatchRowsRequest request, CancellationToken ct) =>
        RunAsync(caller, request, isWhole: true, ct);

    private async Task<Result<Page<BatchRowView>>> RunAsync(Caller caller, ListBatchRowsRequest request, bool isWhole, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var problems = new FieldProblems();
        var (page, size) = BatchPages.Check(problems, request.Page, request.PerPage);
        problems.Add("status", WireWord.CheckAll<BatchRowStatus>(request.Status, out var statuses));
        if ((BatchPages.CheckId(request) ?? problems.ToRefusal()) is { } unfit)
        {
            return unfit;
        }

        if (await batches.FindAsync(request.BatchId, ct) is null)
        {
            return BulkErrors.NotFound;
        }

        var rows = db.InvitationBatchRows.AsNoTracking().Where(row => row.BatchId == request.BatchId);
        rows = statuses is null ? rows : rows.Where(row => statuses.Contains(row.Status));
        var ordered = rows.OrderBy(row => row.Id);
        var found = await (isWhole ? ordered : ordered.Skip((page - 1) * size).Take(size)).Include(row => row.Customer).ToListAsync(ct);
        return new Page<BatchRowView>([.. found.Select(View)], page, size, isWhole ? found.Count : await rows.CountAsync(ct));
    }

    private BatchRowView View(InvitationBatchRow row) => new(
        row.Line, row.Customer?.Email ?? protector.Unprotect(row).Email, row.CustomerId, row.Status, row.Code, BatchRowCode.MessageOf(row.Code));
}

/// <summary>Which rows of which batch.</summary>
public sealed class ListBatchRowsRequest : BatchRequest
{
    public int? Page { get; init; }

    /// <summary>1 to 200; 15 when absent.</summary>
    public int? PerPage { get; init; }

    /// <summary>One or several of <c>waiting</c>, <c>invited</c>, <c>imported</c>, <c>skipped</c>, <c>failed</c> and <c>cancelled</c>.</summary>
    [JsonConverter(typeof(OneOrSeveralConverter))]
    public IReadOnlyList<string>? Status { get; init; }
}

/// <summary>One row: its line, its address, its customer, and why it was left out.</summary>
public sealed record BatchRowView(int Line, string? Email, long? CustomerId, BatchRowStatus Status, string? Code, string? Message);
