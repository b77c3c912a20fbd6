using Bunit;
using MudBlazor.Services;
using Storefront.Tests.Components;

namespace Storefront.Tests.Admin;

/// <summary>Renders one component of the admin alone, in English, without a browser's scripts.</summary>
public abstract class AdminPartTest : ShopComponentTest
{
    protected AdminPartTest()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }
}
