using System.Reflection;
using Microsoft.AspNetCore.Components;
using Storefront.Platform.Web.PageCache;

namespace Storefront.Tests.Rules;

public sealed class PageTests
{
    private static readonly string[] RenderedHalfway = ["OnInitializedAsync", "OnParametersSetAsync"];

    [Fact]
    public void No_component_renders_before_it_has_loaded_its_data()
    {
        var halfway = typeof(LoadedPage).Assembly.GetTypes().Where(typeof(IComponent).IsAssignableFrom)
            .SelectMany(component => component.GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => RenderedHalfway.Contains(method.Name));

        Assert.Empty(halfway.Select(method => $"{method.DeclaringType!.Name}.{method.Name}: inherit {nameof(LoadedPage)}"));
    }
}
