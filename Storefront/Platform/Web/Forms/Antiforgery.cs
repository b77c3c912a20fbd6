using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Web.Forms;

/// <summary>The antiforgery cookie, Secure and host-only also where the browser reaches us over plain HTTP on the local machine.</summary>
/// <remarks>Asking the framework for "always secure" makes it throw on plain HTTP, which <c>*.localhost</c> is.</remarks>
public sealed class AlwaysSecureCookie : CookieBuilder
{
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var cookie = base.Build(context, expiresFrom);
        cookie.Secure = true;
        cookie.Path = "/";
        return cookie;
    }
}

/// <summary>Binds every form to the merchant that showed it.</summary>
public sealed class MerchantForms : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => Tenant(context);

    public bool ValidateAdditionalData(HttpContext context, string additionalData) => string.Equals(additionalData, Tenant(context), StringComparison.Ordinal);

    private static string Tenant(HttpContext context) =>
        context.RequestServices.GetRequiredService<CurrentMerchant>() is { IsSet: true } tenant ? tenant.Id.ToString(CultureInfo.InvariantCulture) : "platform";
}
