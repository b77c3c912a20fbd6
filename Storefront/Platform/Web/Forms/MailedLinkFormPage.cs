using Microsoft.AspNetCore.Components;
using Storefront.Platform.Links;
using Storefront.Platform.Web.Cookies;
using Storefront.Platform.Web.PageCache;

namespace Storefront.Platform.Web.Forms;

/// <summary>A page that a mailed link leads to: reads the link its browser holds, and what the link leads to, before anything is shown.</summary>
public abstract class MailedLinkFormPage<TView> : LoadedPage
    where TView : class, IMailedLinkView
{
    [CascadingParameter] protected HttpContext HttpContext { get; set; } = null!;
    [Inject] private MailedLinkCookie Cookie { get; set; } = null!;

    /// <summary>The page's address, which its cookie is bound to.</summary>
    protected abstract string Path { get; }

    /// <summary>The link the page is about; null when the browser holds none.</summary>
    protected HeldLink? Held { get; private set; }

    /// <summary>What the link leads to.</summary>
    protected TView View { get; private set; } = null!;

    /// <summary>The name of the posted form until it is handled. Its form must be there for its handler to run, whatever became of the link meanwhile.</summary>
    protected string? Posted { get; set; }

    protected Merchant Shop => HttpContext.Caller().Merchant;

    /// <summary>Tells what a link leads to, without using it up.</summary>
    protected abstract Task<TView> ReadAsync(HeldLink? link);

    /// <summary>Whether the page shows a held link at all; else it is about none.</summary>
    protected virtual bool IsAboutHeldLink => true;

    protected override async Task LoadAsync()
    {
        Posted = HttpContext.PostedFormName();
        Held = IsAboutHeldLink ? Cookie.Read(HttpContext.Request, Shop, Path) : null;
        await ReadAgainAsync();
    }

    /// <summary>Reads again what the link leads to, after something was done with it.</summary>
    protected async Task ReadAgainAsync() => View = await ReadAsync(Held);
}
