using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Profile;

/// <summary>Returns the signed-in customer's profile.</summary>
public sealed class ReadProfile
{
    public Task<Result<Customer>> RunAsync(Caller caller, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult<Result<Customer>>(caller.Customer is { } customer ? customer : ApiErrors.Unauthenticated);
    }
}
