using Microsoft.AspNetCore.Components;

namespace Storefront.Platform.Web.PageCache;

/// <summary>A page that loads its data before it renders.</summary>
/// <remarks>A component renders once while its asynchronous initialization still waits, without the data. A local database never makes it
/// wait; a database on the network does.</remarks>
public abstract class LoadedPage : ComponentBase
{
    private bool _isLoaded;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!_isLoaded)
        {
            _isLoaded = true;
            await LoadAsync();
        }

        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Loads the page's data; parameters are set, nothing is rendered yet.</summary>
    protected abstract Task LoadAsync();
}
