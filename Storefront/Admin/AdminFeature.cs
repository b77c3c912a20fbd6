using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using MudBlazor.Services;
using Storefront.Platform.Staff;
using Storefront.Platform.Tenancy;

namespace Storefront.Admin;

/// <summary>Registers the merchant's admin: its own root component, circuits, and only on the platform's hosts (ADR 0045).</summary>
public static class AdminFeature
{
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices(options => options.SnackbarConfiguration.PositionClass = MudBlazor.Defaults.Classes.Position.BottomStart);
        services.AddTransient<MudBlazor.MudLocalizer, MudTexts>();
        return services.AddScoped<ShopOperations>().AddScoped<PlatformOperations>().AddScoped<AdminBrowser>();
    }

    public static void MapAdmin(this WebApplication app)
    {
        // The framework's own policy would be the only one of the answer: AdminApp writes ours.
        var pages = app.MapRazorComponents<AdminApp>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        pages.Keep(AdminPages.Contains).WithMetadata(new PlatformOnlyAttribute(), new AuthorizeAttribute(StaffAuthentication.Policy));

        // Every root maps it, and two of them are ambiguous.
        pages.Add(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.EndsWith("/opaque-redirect", StringComparison.Ordinal))
            {
                endpoint.Metadata.Add(new SuppressMatchingMetadata());
            }
        });
    }

    /// <summary>Maps only some of the assembly's pages at this root: every root would claim them all.</summary>
    public static RazorComponentsEndpointConventionBuilder Keep(this RazorComponentsEndpointConventionBuilder pages, Func<Type, bool> isKept)
    {
        pages.Add(endpoint =>
        {
            if (endpoint.Metadata.OfType<ComponentTypeMetadata>().FirstOrDefault() is { } page && !isKept(page.Type))
            {
                endpoint.Metadata.Add(new SuppressMatchingMetadata());
            }
        });
        return pages;
    }
}
