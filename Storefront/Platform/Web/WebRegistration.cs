using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Storefront.Platform.Api;
using Storefront.Platform.Branding;
using Storefront.Platform.Branding.Logos;
using Storefront.Platform.Http;
using Storefront.Platform.Links;
using Storefront.Platform.Texts;
using Storefront.Platform.Web.Cookies;
using Storefront.Platform.Web.Errors;
using Storefront.Platform.Web.Forms;
using Storefront.Platform.Web.Middleware;
using Storefront.Platform.Web.PageCache;

namespace Storefront.Platform.Web;

/// <summary>Registers the browser pages: static server-rendered components, antiforgery, form limits, trusted proxies.</summary>
public static class WebRegistration
{
    // Enough to refuse a field of 200 KB by its rule, too little to do harm.
    private const long LargestForm = 1024 * 1024;

    // The size that browsers may send before the server itself refuses the request without a page; other headers take up to 32 KB more.
    private const int LargestCookies = 64 * 1024;
    private const int OtherHeaders = 32 * 1024;

    /// <summary>Hides the server's name, limits the body to our largest form, and passes header bytes on unchanged.</summary>
    public static void Configure(KestrelServerOptions server)
    {
        (server.AddServerHeader, server.Limits.MaxRequestBodySize) = (false, LargestForm);
        server.Limits.MaxRequestHeadersTotalSize = LargestCookies + OtherHeaders;
        server.Limits.Http2.MaxRequestHeaderFieldSize = LargestCookies;

        // Decoded as UTF-8, one invalid byte in a header would make the server answer a bare 400 where the API must answer 401.
        server.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
    }

    public static IServiceCollection AddWebPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorComponents();
        services.AddLocalization();
        services.AddTransient<PageText>();
        services.AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null);
        services.AddAuthorization();
        services.Configure<FormOptions>(options => options.MultipartBodyLengthLimit = LargestForm);
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, MerchantForms>();
        services.AddAntiforgery(options =>
        {
            options.Cookie = new AlwaysSecureCookie { Name = "__Host-forms", HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true };
            options.SuppressXFrameOptionsHeader = true;
        });
        AntiforgeryLoggerFactory.Use(services);
        services.AddHsts(options => (options.MaxAge, options.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
        services.Configure<ForwardedHeadersOptions>(options => TrustedProxies.Trust(options, configuration));
        services.AddSingleton<ShopLinks>();
        services.AddSingleton<BrandSheets>();
        services.AddSingleton<LogoPictureCache>();
        services.AddScoped<BrandPicture>();
        services.AddPackedPages();
        services.AddSingleton<MailedLinkCookie>();
        services.AddSingleton<MailedLinkSeal>();
        services.AddSingleton<SavedFormCookie>();
        return services;
    }

    /// <summary>Adds the outer middleware in its fixed order: failures, headers, proxies, then the tenant.</summary>
    public static void UseWebFrame(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment())
        {
            // After the proxies' headers: only they tell that the browser came over TLS.
            app.UseHsts();
        }

        app.UseMiddleware<RequestLog>();
        app.UsePageCompression();
        app.UseMiddleware<HeadRequests>();
        app.UseApiOutcome();
        app.UseWhen(context => !ApiKernel.IsApi(context), pages => pages.UseMiddleware<PageErrorMiddleware>());
    }

    /// <summary>Redirects from a merchant's other hosts to its primary one.</summary>
    public static void UsePrimaryHost(this WebApplication app) =>
        app.UseWhen(context => !ApiKernel.IsApi(context), pages => pages.UseMiddleware<PrimaryHostMiddleware>());

    /// <summary>Hides the merchants' pages on the platform's own hosts, once the route is known.</summary>
    public static void UsePageTenancy(this WebApplication app) =>
        app.UseWhen(context => !ApiKernel.IsApi(context), pages => pages.UseMiddleware<PageTenancy>());

    /// <summary>Authenticates the browser and validates posted forms; a cookie does not authenticate at the API.</summary>
    /// <remarks>The framework's three middleware are added to the application itself: in a branch they would be added a second time, before
    /// the tenant.</remarks>
    public static void UseSignedInBrowsers(this WebApplication app)
    {
        app.UseWhen(context => !ApiKernel.IsApi(context), pages =>
        {
            pages.UseMiddleware<CookieLimitMiddleware>();
            pages.UseMiddleware<ForeignOriginMiddleware>();
            pages.UseMiddleware<FormLimitMiddleware>();
            pages.UseMiddleware<FormReadingMiddleware>();
        });
        app.UseAuthentication();
        app.UseWhen(context => !ApiKernel.IsApi(context), pages => pages.UseMiddleware<PageLanguage>());
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseWhen(context => !ApiKernel.IsApi(context), pages =>
        {
            pages.UseMiddleware<PostedFormMiddleware>();
            pages.UseMiddleware<ExpiredFormMiddleware>();
            pages.UseMiddleware<PageCacheMiddleware>();
        });
    }
}
