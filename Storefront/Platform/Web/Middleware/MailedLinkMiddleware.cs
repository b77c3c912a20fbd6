using Storefront.Platform.Links;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Web.Cookies;

namespace Storefront.Platform.Web.Middleware;

/// <summary>Moves the secret of an opened link from the address into a cookie and redirects to the page's address without it. Nothing is
/// looked up or spent.</summary>
/// <remarks>When another site opens a link for another address than the one the browser holds, the user is asked. Webmail is another site
/// too, so without a link, or with one for the same address, the browser is redirected at once.</remarks>
public sealed class MailedLinkMiddleware(RequestDelegate next, MailedLinkCookie cookie, IEnumerable<MailedLinkPage> pages)
{
    private const int LongestValue = 400;
    private static readonly string[] Values = [MailedLinkPage.Email, MailedLinkPage.Token];

    public Task InvokeAsync(HttpContext context, CurrentMerchant currentMerchant)
    {
        if (!currentMerchant.IsSet || !HttpMethods.IsGet(context.Request.Method) || !Values.Any(context.Request.Query.ContainsKey)
            || pages.FirstOrDefault(page => context.Request.Path.Equals(page.Path, StringComparison.OrdinalIgnoreCase)) is not { } page)
        {
            return next(context);
        }

        var (merchant, email, token) = (currentMerchant.Merchant, Single(context.Request, MailedLinkPage.Email), Single(context.Request, MailedLinkPage.Token));
        KeepLanguage(context);
        if (RequestOrigin.IsCrossSite(context.Request) && cookie.Read(context.Request, merchant, page.Path) is { } held && !held.IsFor(email))
        {
            cookie.Offer(context, merchant, page.Path, email, token);
            context.SeeOther(ShopPages.ChooseLink + QueryString.Create(MailedLinkPage.Parameter, page.Name));
            return Task.CompletedTask;
        }

        cookie.Write(context, merchant, page.Path, email, token);
        context.SeeOther(page.Path);
        return Task.CompletedTask;
    }

    // The page uses the mail's language, unless another was chosen in this browser.
    private static void KeepLanguage(HttpContext context)
    {
        if (LanguageCookie.Read(context.Request) is null && Single(context.Request, MailedLinkPage.Language) is { } language && Languages.IsKnown(language))
        {
            LanguageCookie.Write(context.Response, language);
        }
    }

    // A value given twice is ignored: it is unknown which one was meant.
    private static string? Single(HttpRequest request, string name) => request.Query[name] is [{ Length: <= LongestValue } value] ? value : null;
}

/// <summary>Registers a feature's pages for mailed links.</summary>
public static class MailedLinkRegistration
{
    public static IServiceCollection AddMailedLink(this IServiceCollection services, string path, string name) => services.AddSingleton(new MailedLinkPage(path, name));

    /// <summary>Adds the middleware that moves the secrets of opened links into cookies, before any page is shown.</summary>
    public static void UseMailedLinks(this IApplicationBuilder app) => app.UseMiddleware<MailedLinkMiddleware>();
}
