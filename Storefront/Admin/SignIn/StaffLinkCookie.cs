using System.Globalization;
using Storefront.Features.Staff.Passwords;
using Storefront.Platform.Web;

namespace Storefront.Admin.SignIn;

/// <summary>Moves the secret of a mailed link to the admin from the address into a short-lived cookie; nothing is spent.</summary>
internal static class StaffLinkCookie
{
    private const string Name = "__Host-staff-link";

    /// <summary>The link of this request; null where there is none. With a link in the address, it answers with a redirect.</summary>
    public static ChooseStaffPasswordRequest? Read(HttpContext context, string page, string purpose)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Query is { Count: > 0 } query && query["token"] is [{ } secret])
        {
            context.Response.Cookies.Append(Name, $"{query["id"]}.{secret}", new()
            {
                HttpOnly = true,
                Secure = true,
                SameSite = SameSiteMode.Strict,
                Path = "/",
                IsEssential = true,
                MaxAge = TimeSpan.FromMinutes(30),
            });
            context.SeeOther(page);
            return null;
        }

        return context.Request.Cookies[Name]?.Split('.', 2) is [var id, var token]
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var staffId)
                ? new() { StaffId = staffId, Token = token, Purpose = purpose } : null;
    }

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Name, new() { Secure = true, Path = "/" });
}
