using Storefront.Platform.Tenancy;
using Storefront.Platform.Web;

namespace Storefront.Features.Invitations;

/// <summary>Takes the secret of an opened link out of the address: into a cookie, and on to the clean page. Nothing is looked up or used.</summary>
public sealed class InvitationLinkLanding(RequestDelegate next, InvitationCookie cookie)
{
    private const int LongestValue = 400;
    private static readonly string[] Values = ["email", "token"];

    public Task InvokeAsync(HttpContext context, CurrentMerchant currentMerchant)
    {
        if (!currentMerchant.IsSet || !HttpMethods.IsGet(context.Request.Method)
            || !context.Request.Path.Equals(ShopPages.AcceptInvitation, StringComparison.OrdinalIgnoreCase) || !Values.Any(context.Request.Query.ContainsKey))
        {
            return next(context);
        }

        cookie.Write(context, currentMerchant.Merchant, Single(context.Request, "email"), Single(context.Request, "token"));
        context.SeeOther(ShopPages.AcceptInvitation);
        return Task.CompletedTask;
    }

    // A value given twice is no value: nobody can tell which one was meant.
    private static string? Single(HttpRequest request, string name) => request.Query[name] is [{ Length: <= LongestValue } value] ? value : null;
}
