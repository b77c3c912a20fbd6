using Storefront.Platform.Links;

namespace Storefront.Admin.SignIn;

/// <summary>Where signing in leads: back to the page of the admin that asked for it, and nowhere else.</summary>
internal static class AdminReturn
{
    private static readonly PathString Own = AdminPages.Home;

    public static string To(string? address) =>
        ReturnAddress.LocalOr(address, AdminPages.Home) is var local
        && new PathString(local.Split('?', '#')[0]).StartsWithSegments(Own, StringComparison.OrdinalIgnoreCase) ? local : AdminPages.Home;
}
