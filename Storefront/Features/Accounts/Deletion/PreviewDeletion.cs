using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Erasure;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>Counts what deleting the account would erase and keep, until when and why. Changes nothing.</summary>
public sealed class PreviewDeletion(ErasurePlan plan)
{
    public async Task<Result<DeletionPreview>> RunAsync(Caller caller, CancellationToken ct) => caller.Customer is { } customer
        ? new DeletionPreview(plan.Fingerprint, await plan.PreviewAsync(customer, ct))
        : ApiErrors.Unauthenticated;
}

/// <summary>The counts of a deletion by the plan with this fingerprint.</summary>
public sealed record DeletionPreview(string Plan, IReadOnlyList<ErasureLine> Lines);
