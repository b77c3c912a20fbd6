namespace Storefront.Platform.Links;

/// <summary>The addresses of pages that others link to; they are fixed, because mails and external checks use them.</summary>
public static class ShopPages
{
    public const string Front = "/";
    public const string Language = "/language";
    public const string AcceptInvitation = "/account/accept-invitation";
    public const string ChooseLink = "/account/choose-link";
    public const string SignIn = "/account/sign-in";
    public const string Register = "/account/register";
    public const string VerifyEmail = "/account/verify-email";
    public const string ForgotPassword = "/account/forgot-password";
    public const string ResetPassword = "/account/reset-password";
    public const string SignOut = "/account/sign-out";
    public const string Account = "/account";
    public const string Settings = "/account/settings";
    public const string Details = "/account/details";
    public const string Preferences = "/account/preferences";
    public const string Addresses = "/account/addresses";
    public const string Password = "/account/password";
    public const string Email = "/account/email";
    public const string StopEmailChange = "/account/stop-email-change";
    public const string Sessions = "/account/sessions";
    public const string Passkeys = "/account/passkeys";
    public const string Passkey = "/account/passkey";
    public const string Export = "/account/export";
    public const string ExportAsJson = "/account/export.json";
    public const string ExportAsHtml = "/account/export.html";
    public const string Delete = "/account/delete";
    public const string Deleted = "/account/deleted";
    public const string Orders = "/account/orders";
}
