using Microsoft.AspNetCore.Components;
using Storefront.Platform.Links;
using Storefront.Platform.Web.Cookies;
using Storefront.Platform.Web.PageCache;

namespace Storefront.Platform.Web.Forms;

/// <summary>A page of mailed links: it reads its link, and the link's state, before anything is rendered.</summary>
/// <remarks>A posted form is about the link it was shown for, which it carries sealed. An opened page is about the link its browser holds.
/// A newer link for the same address replaces an ended one. When a usable link for another address was opened meanwhile, the page says so
/// and does nothing.</remarks>
public abstract class MailedLinkFormPage<TView> : LoadedPage
    where TView : class, IMailedLinkView
{
    [CascadingParameter] protected HttpContext HttpContext { get; set; } = null!;
    [Inject] private MailedLinkCookie Cookie { get; set; } = null!;
    [Inject] private MailedLinkSeal Seal { get; set; } = null!;

    /// <summary>The page's address, which its cookie and its forms are bound to.</summary>
    protected abstract string Path { get; }

    /// <summary>The message when another link was opened in this browser after a form was shown.</summary>
    protected virtual Sentence AnotherOpened => "Another link was opened in this browser. Check the address and send the form again.";

    /// <summary>Whether the page shows a held link at all.</summary>
    protected virtual bool IsAboutHeldLink => true;

    /// <summary>The link of the page.</summary>
    protected MailedLinkContext Link { get; private set; } = null!;

    /// <summary>The state of the link.</summary>
    protected TView View { get; private set; } = null!;

    /// <summary>The name of the posted form until it is handled. The form must be rendered for its handler to run, whatever the state of
    /// the link.</summary>
    protected string? Posted { get; set; }

    /// <summary>Whether there is no link to show.</summary>
    protected bool IsMissing => Link.Link is null;

    /// <summary>Whether there was one, and this page or its form was open for longer than it is kept.</summary>
    protected bool IsTooOld { get; private set; }

    protected Merchant Shop => HttpContext.Caller().Merchant;

    /// <summary>Reads a link's state without spending it.</summary>
    protected abstract Task<TView> ReadAsync(HeldLink? link);

    protected override async Task LoadAsync()
    {
        Posted = HttpContext.PostedFormName();
        var held = IsAboutHeldLink ? Cookie.Read(HttpContext.Request, Shop, Path) : null;
        var shown = Seal.Read(HttpContext, Shop, Path);
        var (link, isAnother) = await ChooseAsync(held, shown?.Link);
        Link = new(link, shown, password => Value(link, password)) { AnotherOpened = isAnother ? AnotherOpened : null };
        IsTooOld = link is null && (MailedLinkSeal.IsOn(HttpContext) || Cookie.IsTooOld(HttpContext.Request, Shop, Path));
        if (Posted is not null && link is not null && held?.Token != link.Token)
        {
            // The form's redirect concerns this link too.
            Cookie.Keep(HttpContext, Shop, Path, link);
        }

        await ReadAgainAsync();
    }

    /// <summary>Reads the link's state again, after an operation on it.</summary>
    protected async Task ReadAgainAsync() => View = await ReadAsync(Link.Link);

    private async Task<(HeldLink? Link, bool IsAnother)> ChooseAsync(HeldLink? held, HeldLink? shown)
    {
        if (held is null || shown is null || held.Token == shown.Token)
        {
            return (held ?? shown, false);
        }

        var (ofHeld, ofShown) = (await ReadAsync(held), await ReadAsync(shown));
        var isSamePerson = ofHeld.Email == ofShown.Email;
        return ofHeld.IsUsable && !(isSamePerson && ofShown.IsUsable) ? (held, !isSamePerson) : (shown, false);
    }

    private string? Value(HeldLink? link, TypedNewPassword? password) =>
        link is null ? null : HttpContext.Features.Get<SealedLink>()?.Value ?? Seal.Seal(Shop, Path, link, password);
}
