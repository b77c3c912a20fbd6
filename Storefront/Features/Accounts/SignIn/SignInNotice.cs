namespace Storefront.Features.Accounts.SignIn;

/// <summary>The notice that another page shows on the sign-in page; the address contains its name, not its text.</summary>
public static class SignInNotice
{
    public const string Parameter = "notice";
    public const string PasswordChanged = "password-changed";

    public static Sentence? Of(string? name) => name == PasswordChanged ? "Your password is changed. Sign in with the new one." : null;
}
