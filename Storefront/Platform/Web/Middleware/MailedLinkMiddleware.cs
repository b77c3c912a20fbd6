using Storefront.Platform.Links;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;
using Storefront.Platform.Web.Cookies;

namespace Storefront.Platform.Web.Middleware;

/// <summary>Moves the secret of an opened link from the address into a cookie and redirects to the page's address without it. Nothing is
/// spent.</summary>
/// <remarks>It runs before the router and maps every spelling of such a page's path to the page's own path, so no spelling shows the page
/// and keeps the secret. With a link in the query, a longer path that begins with the page's counts as the page's. When another site opens a
/// link for another address than the one the browser holds, the user is asked. Webmail is another site too, so without a link, or with one
/// for the same address, the browser is redirected at once.</remarks>
public sealed class MailedLinkMiddleware(RequestDelegate next, MailedLinkCookie cookie, MailedLinkOwner owner, IEnumerable<MailedLinkPage> pages)
{
    public async Task InvokeAsync(HttpContext context, CurrentMerchant currentMerchant)
    {
        if (!currentMerchant.IsSet)
        {
            await next(context);
            return;
        }

        var exact = MailedLinkPage.At(pages, context.Request.Path, out var query);
        if ((exact ?? MailedLinkPage.Before(pages, context.Request.Path)) is { } page && HttpMethods.IsGet(context.Request.Method)
            && MailedLinkQuery.Read($"{query}&{context.Request.QueryString.Value?.TrimStart('?')}") is { } link)
        {
            await LandAsync(context, currentMerchant.Merchant, page, link);
            return;
        }

        context.Request.Path = exact?.Path ?? context.Request.Path;
        await next(context);
    }

    private async Task LandAsync(HttpContext context, Merchant merchant, MailedLinkPage page, MailedLinkQuery link)
    {
        KeepLanguage(context, link.Language);
        var token = LinkSecretParser.Run(link.Token);
        if (RequestOrigin.IsCrossSite(context.Request) && cookie.Read(context.Request, merchant, page.Path) is { } held && held.Token != token
            && await owner.FindAsync(merchant, page, held.Email, held.Token, context.RequestAborted) is var holder
            && holder != await owner.FindAsync(merchant, page, link.Email, token, context.RequestAborted))
        {
            cookie.Offer(context, merchant, page.Path, link.Email, token);
            context.SeeOther(ShopPages.ChooseLink + QueryString.Create(MailedLinkPage.Parameter, page.Name));
            return;
        }

        cookie.Write(context, merchant, page.Path, link.Email, token);
        context.SeeOther(page.Path);
    }

    // The page uses the mail's language, unless another was chosen in this browser.
    private static void KeepLanguage(HttpContext context, string? language)
    {
        if (LanguageCookie.Read(context.Request) is null && language is not null && Languages.IsKnown(language))
        {
            LanguageCookie.Write(context.Response, language);
        }
    }
}

/// <summary>Registers a feature's pages for mailed links.</summary>
public static class MailedLinkRegistration
{
    public static IServiceCollection AddMailedLink(this IServiceCollection services, string path, string name, TokenPurpose purpose) =>
        services.AddSingleton(new MailedLinkPage(path, name, purpose));

    /// <summary>Adds the middleware that moves the secrets of opened links into cookies, before routing.</summary>
    public static void UseMailedLinks(this IApplicationBuilder app) => app.UseMiddleware<MailedLinkMiddleware>();
}
