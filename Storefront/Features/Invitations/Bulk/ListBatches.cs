using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Lists a merchant's batches of invitations, newest first.</summary>
public sealed class ListBatches(BatchReader batches)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    public async Task<Result<Page<BatchView>>> RunAsync(Caller caller, ListBatchesRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var problems = new FieldProblems();
        var (page, size) = BatchPages.Check(problems, request.Page, request.PerPage);
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        var rows = new List<BatchView>();
        foreach (var batch in await batches.Batches.OrderByDescending(batch => batch.Id).Skip((page - 1) * size).Take(size).ToListAsync(ct))
        {
            rows.Add(await batches.ViewAsync(batch, ct));
        }

        return new Page<BatchView>(rows, page, size, await batches.Batches.CountAsync(ct));
    }
}

/// <summary>Which page of the batches.</summary>
public sealed class ListBatchesRequest
{
    public int? Page { get; init; }

    /// <summary>1 to 200; 15 when absent.</summary>
    public int? PerPage { get; init; }
}
