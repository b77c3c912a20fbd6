using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Profile;

/// <summary>Shows the signed-in customer their own account.</summary>
public sealed class ReadProfile
{
    public Task<Result<Customer>> RunAsync(Caller caller, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult<Result<Customer>>(caller.Customer is { } customer ? customer : ApiErrors.Unauthenticated);
    }
}
