using Storefront.Platform.Staff;

namespace Storefront.Features.Staff;

/// <summary>The addresses of the admin that mails lead to.</summary>
public static class StaffPages
{
    public const string Home = "/admin";
    public const string SignIn = StaffAuthentication.SignInPath;
    public const string Invite = "/admin/invite";
    public const string Reset = "/admin/reset";
}
