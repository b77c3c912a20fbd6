using Storefront.Platform.Links;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Web.Cookies;

namespace Storefront.Platform.Web.Middleware;

/// <summary>Takes the secret of an opened link out of the address: into a cookie, and on to the clean page. Nothing is looked up or used.</summary>
/// <remarks>A link for one address that another site opens does not silently take the place of the one for another address that the browser holds: its user
/// is asked. Webmail is another site too, so a browser that holds nothing, or a link for the same address, goes on at once.</remarks>
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

    // The page goes on in the language of the mail, unless another was chosen in this browser.
    private static void KeepLanguage(HttpContext context)
    {
        if (LanguageCookie.Read(context.Request) is null && Single(context.Request, MailedLinkPage.Language) is { } language && Languages.IsKnown(language))
        {
            LanguageCookie.Write(context.Response, language);
        }
    }

    // A value given twice is no value: nobody can tell which one was meant.
    private static string? Single(HttpRequest request, string name) => request.Query[name] is [{ Length: <= LongestValue } value] ? value : null;
}

/// <summary>How a feature names its pages for mailed links.</summary>
public static class MailedLinkRegistration
{
    public static IServiceCollection AddMailedLink(this IServiceCollection services, string path, string name) => services.AddSingleton(new MailedLinkPage(path, name));

    /// <summary>Takes the secrets of opened links out of the address bar, before any page is shown.</summary>
    public static void UseMailedLinks(this IApplicationBuilder app) => app.UseMiddleware<MailedLinkMiddleware>();
}
