using Microsoft.AspNetCore.Authentication;
using Storefront.Features.Staff.SignIn;
using Storefront.Platform.Staff;
using Storefront.Platform.Web;
using Storefront.Platform.Web.Cookies;

namespace Storefront.Admin.SignIn;

/// <summary>Writes the cookie of a sign-in, whole or up to the second factor, and leads on.</summary>
internal static class StaffSignIn
{
    public static async Task LeadOnAsync(HttpContext context, StaffSignedIn signedIn, string? back)
    {
        if (signedIn.Language is { } language)
        {
            LanguageCookie.Write(context.Response, language);
        }

        if (signedIn.Secret is { } secret)
        {
            await context.SignInAsync(StaffAuthentication.Scheme, new StaffTicket(secret).ToPrincipal());
            await context.SignOutAsync(StaffAuthentication.HalfScheme);
            context.SeeOther(AdminReturn.To(back));
            return;
        }

        await context.SignInAsync(StaffAuthentication.HalfScheme, StaffTicket.Half(signedIn.StaffUserId));
        context.SeeOther(AdminPages.TwoFactor + QueryString.Create(StaffAuthentication.ReturnParameter, AdminReturn.To(back)));
    }

    /// <summary>The ticket of a signed-in member on a page for everybody; null for a visitor.</summary>
    public static async Task<StaffTicket?> TicketAsync(HttpContext context) =>
        (await context.AuthenticateAsync(StaffAuthentication.Scheme)).Principal is { } principal ? StaffTicket.Of(principal) : null;

    /// <summary>The member who has typed the password and not yet the code; null for anybody else.</summary>
    public static async Task<long?> HalfAsync(HttpContext context) =>
        (await context.AuthenticateAsync(StaffAuthentication.HalfScheme)).Principal is { } principal ? StaffTicket.HalfOf(principal) : null;
}
