using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Web.Forms;

/// <summary>The antiforgery cookie: Secure and host-only even where the browser reaches the server over plain HTTP on the local
/// machine.</summary>
/// <remarks>The framework's option "always secure" throws on plain HTTP, which <c>*.localhost</c> uses.</remarks>
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

    public bool ValidateAdditionalData(HttpContext context, string additionalData) =>
        string.Equals(additionalData, Tenant(context), StringComparison.Ordinal);

    private static string Tenant(HttpContext context) =>
        context.RequestServices.GetRequiredService<CurrentMerchant>() is { IsSet: true } tenant
            ? tenant.Id.ToString(CultureInfo.InvariantCulture)
            : "platform";
}
