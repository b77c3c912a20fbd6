using System.Reflection;
using Microsoft.AspNetCore.Components;
using Storefront.Admin;
using Storefront.Platform.Web.PageCache;

namespace Storefront.Tests.Rules;

public sealed class PageTests
{
    private static readonly string[] RenderedHalfway = ["OnInitializedAsync", "OnParametersSetAsync"];

    /// <remarks>A page of the admin is drawn on its circuit, where it is drawn again once its data is there.</remarks>
    [Fact]
    public void No_component_renders_before_it_has_loaded_its_data()
    {
        var halfway = typeof(LoadedPage).Assembly.GetTypes().Where(typeof(IComponent).IsAssignableFrom)
            .Where(component => !AdminPages.Contains(component))
            .SelectMany(component => component.GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => RenderedHalfway.Contains(method.Name));

        Assert.Empty(halfway.Select(method => $"{method.DeclaringType!.Name}.{method.Name}: inherit {nameof(LoadedPage)}"));
    }
}
