using Storefront.Platform.Links;

namespace Storefront.Features.Accounts.SignIn;

/// <summary>The sign-in page's notice about why the user is there; the address contains its name, not its text.</summary>
public static class SignInNotice
{
    public const string Parameter = "notice";
    public const string PasswordChanged = "password-changed";
    public const string SignedOut = "signed-out";

    // The first entry whose path begins the address wins.
    private static readonly (string Path, Sentence Text)[] Reasons =
    [
        (ShopPages.Orders, "Sign in to see your orders."),
        (ShopPages.Export, "Sign in to download your data."),
        (ShopPages.Delete, "Sign in to delete your account."),
        (ShopPages.Sessions, "Sign in to see where you are signed in."),
        (ShopPages.Settings, "Sign in to see your settings."),
        (ShopPages.Details, "Sign in to see your settings."),
        (ShopPages.Preferences, "Sign in to see your settings."),
        (ShopPages.Passkey, "Sign in to see your passkeys."),
        (ShopPages.Addresses, "Sign in to see your addresses."),
        (ShopPages.Account, "Sign in to see your account."),
    ];

    /// <summary>The notice that another page left, or null.</summary>
    public static Sentence? Of(string? name) => name switch
    {
        PasswordChanged => "Your password is changed. Sign in with the new one.",
        SignedOut => "You are signed out.",
        _ => null,
    };

    /// <summary>Why a protected page sent the visitor here, or null when none did.</summary>
    public static Sentence? For(string? returnAddress) => returnAddress is null ? null
        : Reasons.FirstOrDefault(reason => returnAddress.StartsWith(reason.Path, StringComparison.OrdinalIgnoreCase)).Text;
}
