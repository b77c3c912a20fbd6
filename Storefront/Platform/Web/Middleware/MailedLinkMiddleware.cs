using Storefront.Platform.Links;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;
using Storefront.Platform.Web.Cookies;

namespace Storefront.Platform.Web.Middleware;

/// <summary>Takes the secret of an opened link out of the address: into a cookie, and on to the clean page. Nothing is used up.</summary>
/// <remarks>It stands before the router, which then sees every spelling of such a page's path as the one it is mapped at: no spelling shows the page and
/// keeps the secret. A link for one address that another site opens does not silently take the place of the one for another address that the browser
/// holds: its user is asked. Webmail is another site too, so a browser that holds nothing, or a link for the same address, goes on at once.</remarks>
public sealed class MailedLinkMiddleware(RequestDelegate next, MailedLinkCookie cookie, MailedLinkOwner owner, IEnumerable<MailedLinkPage> pages)
{
    public async Task InvokeAsync(HttpContext context, CurrentMerchant currentMerchant)
    {
        var query = "";
        if (!currentMerchant.IsSet || MailedLinkPage.At(pages, context.Request.Path, out query) is not { } page)
        {
            await next(context);
            return;
        }

        context.Request.Path = page.Path;
        if (HttpMethods.IsGet(context.Request.Method) && MailedLinkQuery.Read($"{query}&{context.Request.QueryString.Value?.TrimStart('?')}") is { } link)
        {
            await LandAsync(context, currentMerchant.Merchant, page, link);
            return;
        }

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

    // The page goes on in the language of the mail, unless another was chosen in this browser.
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

    /// <summary>Takes the secrets of opened links out of the address bar, before a page is looked for.</summary>
    public static void UseMailedLinks(this IApplicationBuilder app) => app.UseMiddleware<MailedLinkMiddleware>();
}
