using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor.Services;
using Storefront.Admin;
using Storefront.Admin.Layout;
using Storefront.Platform.Staff;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Texts;
using Storefront.Tests.Features.Staff;
using Storefront.Tests.Support;
using RouteData = Microsoft.AspNetCore.Components.RouteData;

namespace Storefront.Tests.Admin;

/// <summary>Draws one screen of the admin without a browser, over the operations and the database of a test platform.</summary>
public abstract class AdminComponentTest : BunitContext, IAsyncLifetime
{
    private readonly Member _member = new();

    protected AdminComponentTest(TestPlatform platform)
    {
        Platform = platform;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization().AddTransient<PageText>().AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddSingleton<AuthenticationStateProvider>(_member);
        Services.AddSingleton(platform.Services.GetRequiredService<StaffSessionMonitor>());
        Services.AddScoped<AdminBrowser>();
        Services.AddSingleton(new ShopOperations(
            platform.Services.GetRequiredService<IServiceScopeFactory>(), _member, platform.Services.GetRequiredService<MerchantDirectory>(),
            NullLogger<ShopOperations>.Instance));
    }

    protected TestPlatform Platform { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    // Some services of the screens end only asynchronously.
    async Task IAsyncLifetime.DisposeAsync() => await base.DisposeAsync();

    /// <summary>Signs a member in and opens a shop as them.</summary>
    protected async Task<OpenShop> OpenAsync(Shop shop, string email)
    {
        await SignInAsync(email);
        return (await Services.GetRequiredService<ShopOperations>().OpenAsync(shop.Id)).Value;
    }

    /// <summary>Signs a member in.</summary>
    protected async Task SignInAsync(string email)
    {
        var id = await Platform.StaffIdAsync(email);
        await using var scope = Platform.Services.CreateAsyncScope();
        var sessions = scope.ServiceProvider.GetRequiredService<StaffSessions>();
        var secret = await sessions.OpenAsync(id, default);
        var session = (await sessions.FindAsync(secret, default))!;
        _member.Principal = new StaffTicket(secret, session.Id, "test").ToPrincipal();
    }

    /// <summary>Draws a screen within the admin's frame, as the router does.</summary>
    protected IRenderedComponent<IComponent> ShowScreen(Type screen, Dictionary<string, object?> values)
    {
        var route = new RouteData(screen, values);
        return Render(builder =>
        {
            builder.OpenComponent<CascadingValue<RouteData>>(0);
            builder.AddComponentParameter(1, "Value", route);
            builder.AddComponentParameter(2, "ChildContent", (RenderFragment)(inner =>
            {
                inner.OpenComponent<RouteView>(0);
                inner.AddComponentParameter(1, nameof(RouteView.RouteData), route);
                inner.AddComponentParameter(2, nameof(RouteView.DefaultLayout), typeof(AdminLayout));
                inner.CloseComponent();
            }));
            builder.CloseComponent();
        });
    }

    /// <summary>Ends every session of the member.</summary>
    protected async Task EndSessionsAsync(string email)
    {
        var id = await Platform.StaffIdAsync(email);
        await using var scope = Platform.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<StaffSessions>().EndAllAsync(id, default);
    }

    private sealed class Member : AuthenticationStateProvider
    {
        public ClaimsPrincipal Principal { get; set; } = new();

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(Principal));
    }
}
