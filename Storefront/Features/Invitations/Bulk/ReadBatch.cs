using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Shows one batch of invitations, or a page of a merchant's batches, newest first.</summary>
public sealed class ReadBatch(BatchReader batches)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    public async Task<Result<BatchView>> RunAsync(Caller caller, BatchRequest request, CancellationToken ct) =>
        !caller.Can(Needs) ? ApiErrors.Forbidden
            : BatchPages.CheckId(request) is { } unfit ? unfit
            : await batches.FindAsync(request.BatchId, ct) is { } batch ? await batches.ViewAsync(batch, ct)
            : BulkErrors.NotFound;
}
