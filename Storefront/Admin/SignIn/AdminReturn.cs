using Microsoft.AspNetCore.Components;
using Storefront.Platform.Links;
using Storefront.Platform.Staff;

namespace Storefront.Admin.SignIn;

/// <summary>Where signing in leads: back to the page of the admin that asked for it, and nowhere else.</summary>
internal static class AdminReturn
{
    private static readonly PathString Own = AdminPages.Home;

    /// <summary>The address of a page that leads back to the present one.</summary>
    public static string Through(string page, NavigationManager present) =>
        page + QueryString.Create(StaffAuthentication.ReturnParameter, "/" + present.ToBaseRelativePath(present.Uri));

    public static string To(string? address) =>
        ReturnAddress.LocalOr(address, AdminPages.Home) is var local
        && new PathString(local.Split('?', '#')[0]).StartsWithSegments(Own, StringComparison.OrdinalIgnoreCase) ? local : AdminPages.Home;
}
