namespace Storefront.Features.Accounts.SignIn;

/// <summary>A word that another page leaves on the sign-in page; the address names it and never holds it.</summary>
public static class SignInNotice
{
    public const string Parameter = "notice";
    public const string PasswordChanged = "password-changed";

    public static Sentence? Of(string? name) => name == PasswordChanged ? "Your password is changed. Sign in with the new one." : null;
}
