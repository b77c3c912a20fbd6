using Storefront.Features.Accounts.Browse;
using Storefront.Platform.Callers;
using Storefront.Platform.Erasure;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>Counts, for a merchant, what deleting one of its customers would erase and keep. Changes nothing.</summary>
public sealed class PreviewCustomerDeletion(ReadCustomer read, ErasurePlan plan)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    public async Task<Result<DeletionPreview>> RunAsync(Caller caller, NamedCustomerRequest request, CancellationToken ct)
    {
        var customer = await read.RunAsync(caller, request, ct);
        return customer.Refusal is { } refusal ? refusal : new DeletionPreview(plan.Fingerprint, await plan.PreviewAsync(customer.Value, ct));
    }
}
