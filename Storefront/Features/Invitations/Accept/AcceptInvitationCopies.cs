using Storefront.Platform.Links;
using Storefront.Platform.Web;
using Storefront.Platform.Web.Cookies;
using Storefront.Platform.Web.Forms;
using Storefront.Platform.Web.PageCache;

namespace Storefront.Features.Invitations.Accept;

/// <summary>Serves the page of a usable link from the page cache, because only the address and the sealed link differ.</summary>
/// <remarks>Every other state is rendered. Every request looks the link up, as the page itself does; the page shows the result of that
/// look-up.</remarks>
public sealed class AcceptInvitationCopies(MailedLinkCookie cookie, MailedLinkSeal seal) : ICopiedPage
{
    public string Path => ShopPages.AcceptInvitation;

    public async ValueTask<IReadOnlyList<string>?> ReadValuesAsync(HttpContext context)
    {
        var held = cookie.Read(context.Request, context.Caller().Merchant, Path);
        var read = context.RequestServices.GetRequiredService<ReadInvitation>();
        var invitation = (await read.RunAsync(context.Caller(), new() { Email = held?.Email, Token = held?.Token }, context.RequestAborted)).Value;
        context.Features.Set(invitation);
        await ShownInvitation.RecordAsync(context, invitation);
        return invitation is { IsUsable: true, Email: { } email } ? [email, seal.Seal(context.Caller().Merchant, Path, held!)] : null;
    }

    public void Mark(HttpContext context, IReadOnlyList<string> marks)
    {
        context.Features.Set(context.Features.Get<InvitationView>()! with { Email = marks[0], Address = null, Link = null });
        context.Features.Set(new SealedLink(marks[1]));
    }
}
