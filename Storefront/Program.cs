using Storefront.Admin;
using Storefront.Components;
using Storefront.Features.Accounts;
using Storefront.Features.Development;
using Storefront.Features.Invitations;
using Storefront.Features.Merchants;
using Storefront.Features.Orders;
using Storefront.Features.Staff;
using Storefront.Features.Webhooks;
using Storefront.Platform.Api;
using Storefront.Platform.Batches;
using Storefront.Platform.Branding;
using Storefront.Platform.Erasure;
using Storefront.Platform.Hosting;
using Storefront.Platform.Identity;
using Storefront.Platform.Mail;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Staff;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Web;
using Storefront.Platform.Web.Middleware;
using Storefront.Platform.Webhooks;

return await SafeStart.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = SafeStart.ContentRoot(args) });
    SecretFiles.Add(builder.Configuration);
    SafeStart.CheckSettings(builder.Configuration, builder.Environment, args);
    ListenAddress.Use(builder);
    SafeStart.AddLogFilters(builder.Logging);
    builder.AddTelemetry();
    builder.WebHost.ConfigureKestrel(WebRegistration.Configure);

    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddTenancy();
    builder.Services.AddPersistence(builder.Configuration, builder.Environment);
    builder.Services.AddCustomerIdentity();
    builder.Services.AddErasure();
    builder.Services.AddRateLimits(builder.Configuration);
    builder.Services.AddMailing(builder.Configuration);
    builder.Services.AddWebhookDispatching(builder.Configuration);
    builder.Services.AddBatches();
    builder.Services.AddApiKernel();
    builder.Services.AddApiReference();
    builder.Services.AddWebPages(builder.Configuration);
    builder.Services.AddStaff();
    builder.Services.AddOperator();
    builder.Services.AddTlsAsk(builder.Configuration);

    builder.Services.AddInvitations();
    builder.Services.AddAccounts();
    builder.Services.AddOrders();
    builder.Services.AddMerchants();
    builder.Services.AddWebhooks();
    builder.Services.AddStaffOperations();
    builder.Services.AddAdmin();
    builder.Services.AddDevelopment(builder.Environment);

    var app = builder.Build();
    if (OperatorConsole.IsCommand(args))
    {
        return await app.Services.GetRequiredService<OperatorConsole>().RunAsync(args, Console.Out);
    }

    await SafeStart.PrepareAsync(app);

    app.UseTlsAsk();
    app.UseWebFrame();
    app.UseTenancy();
    app.UsePrimaryHost();
    app.UseMailedLinks();
    app.UseRouting();
    app.UsePageTenancy();
    app.UseApiChecks();
    app.UseSignedInBrowsers();

    app.MapStaticAssets().WithMetadata(new OnPlatformAttribute());
    app.MapHealth();
    app.MapMetrics();
    app.MapBrandFiles();
    app.MapApiReference();
    app.MapDevelopment();
    app.MapRazorComponents<App>().Keep(page => !AdminPages.Contains(page));
    app.MapAdmin();
    app.MapAccountFiles();

    var api = app.MapGroup(ApiKernel.BasePath);
    api.MapInvitations();
    api.MapAccounts();
    api.MapOrders();
    api.MapMerchants();
    api.MapWebhooks();

    await app.RunAsync();
    return 0;
});

/// <summary>The entry point, visible to the tests that start the application.</summary>
public sealed partial class Program;
