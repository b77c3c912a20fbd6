using Microsoft.AspNetCore.Components;

namespace Storefront.Platform.Web.PageCache;

/// <summary>A page that reads what it shows before it is shown at all.</summary>
/// <remarks>A component renders a first time while its asynchronous initialisation still waits, and then shows what is not there yet. A
/// database in a file never lets it wait; a database on the network does.</remarks>
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

    /// <summary>Reads what the page shows; parameters are set, nothing is rendered yet.</summary>
    protected abstract Task LoadAsync();
}
