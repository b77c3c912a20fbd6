using System.Globalization;
using Storefront.Features.Staff;

namespace Storefront.Admin;

/// <summary>The addresses of the admin, and which pages of the program are its own.</summary>
public static class AdminPages
{
    public const string Home = StaffPages.Home;
    public const string SignIn = StaffPages.SignIn;
    public const string SignOut = "/admin/sign-out";
    public const string Language = "/admin/language";
    public const string TwoFactor = "/admin/two-factor";
    public const string TwoFactorSetup = "/admin/two-factor/set-up";
    public const string Invite = StaffPages.Invite;
    public const string Reset = StaffPages.Reset;

    /// <summary>Whether a page belongs to the admin; every other page is a shopper's.</summary>
    public static bool Contains(Type page) => page.Namespace?.StartsWith(typeof(AdminPages).Namespace!, StringComparison.Ordinal) == true;

    /// <summary>The address of a shop's screen; it contains the shop's number, so two tabs cannot mix two shops.</summary>
    public static string Of(long shopId, string screen) => string.Create(CultureInfo.InvariantCulture, $"/admin/shops/{shopId}/{screen}");
}
