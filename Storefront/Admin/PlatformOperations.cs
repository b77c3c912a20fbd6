using Storefront.Platform.Callers;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Admin;

/// <summary>Runs an operation of staff that belongs to no shop, such as signing in, in a scope of its own.</summary>
public sealed class PlatformOperations(IServiceScopeFactory scopes, PlatformMerchant platform)
{
    /// <summary>Runs the operation for a client of the platform.</summary>
    public async Task<Result<T>> RunAsync<TOperation, T>(string clientAddress, Func<TOperation, Caller, Task<Result<T>>> run)
        where TOperation : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentMerchant>().Set(platform.Value);
        var caller = new Caller { Merchant = platform.Value, ClientAddress = clientAddress };
        return await run(scope.ServiceProvider.GetRequiredService<TOperation>(), caller);
    }
}
