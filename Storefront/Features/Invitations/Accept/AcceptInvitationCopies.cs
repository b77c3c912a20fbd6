using Storefront.Platform.Links;
using Storefront.Platform.Web;
using Storefront.Platform.Web.Cookies;
using Storefront.Platform.Web.PageCache;

namespace Storefront.Features.Invitations.Accept;

/// <summary>Serves the page of a usable link from the page cache, because only the address differs; every other state is
/// rendered.</summary>
/// <remarks>Every request looks the link up, as the page itself does. The page shows the result of that look-up.</remarks>
public sealed class AcceptInvitationCopies(MailedLinkCookie cookie) : ICopiedPage
{
    public string Path => ShopPages.AcceptInvitation;

    public async ValueTask<IReadOnlyList<string>?> ReadValuesAsync(HttpContext context)
    {
        var held = cookie.Read(context.Request, context.Caller().Merchant, Path);
        var read = context.RequestServices.GetRequiredService<ReadInvitation>();
        var invitation = (await read.RunAsync(context.Caller(), new() { Email = held?.Email, Token = held?.Token }, context.RequestAborted)).Value;
        context.Features.Set(invitation);
        await ShownInvitation.RecordAsync(context, invitation);
        return invitation is { State: LinkState.Usable, Email: { } email } ? [email] : null;
    }

    public void Mark(HttpContext context, IReadOnlyList<string> marks) => context.Features.Set(context.Features.Get<InvitationView>()! with { Email = marks[0], Address = null });
}
