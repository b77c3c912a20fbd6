using Storefront.Platform.Http;

namespace Storefront.Features.Invitations.Accept;

/// <summary>Tells a page that is shown from one that is only fetched.</summary>
internal static class ShownInvitation
{
    private const string Purpose = "Sec-Purpose";

    /// <summary>Records the opening of a link whose page this request shows; one that is fetched ahead or by HEAD shows nothing yet.</summary>
    public static async Task RecordAsync(HttpContext context, InvitationView invitation)
    {
        if (invitation is { State: LinkState.Usable, Link: { OpenedAt: null } link }
            && HttpMethods.IsGet(context.Request.Method) && !HeadRequests.IsHead(context) && !context.Request.Headers.ContainsKey(Purpose))
        {
            await context.RequestServices.GetRequiredService<RecordInvitationOpening>().RunAsync(link, context.RequestAborted);
        }
    }
}
