using Microsoft.AspNetCore.Components;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Admin;

/// <summary>A screen of one shop: the shop stands in the address, and the layout has opened it.</summary>
public abstract class ShopScreen : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();

    /// <summary>The shop's number, from the address.</summary>
    [Parameter] public long ShopId { get; set; }

    /// <summary>The shop and the member's role, as they were when the screen opened.</summary>
    [CascadingParameter] protected OpenShop Shop { get; set; } = null!;

    [Inject] private ShopOperations Operations { get; set; } = null!;

    /// <summary>Cancelled when the screen is left.</summary>
    protected CancellationToken Closed => _closed.Token;

    /// <summary>Runs an operation as the member at this shop; membership and role are checked again.</summary>
    protected Task<Result<T>> RunAsync<TOperation, T>(Func<TOperation, Caller, Task<Result<T>>> run)
        where TOperation : notnull => Operations.RunAsync(ShopId, run, Closed);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _closed.Cancel();
            _closed.Dispose();
        }
    }
}
