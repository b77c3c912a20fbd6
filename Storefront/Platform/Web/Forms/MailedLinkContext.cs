using Storefront.Platform.Web.Cookies;

namespace Storefront.Platform.Web.Forms;

/// <summary>The mailed link of a page and its forms, and whether a posted form is about it.</summary>
public sealed class MailedLinkContext
{
    private static readonly Sentence AddressPutBack = "The address was changed. It is put back: check it and send the form again.";
    private static readonly Sentence AddressPutBackAndPasswordKept =
        "The address was changed. It is put back, and the password you typed is kept: send the form again.";
    private static readonly Sentence AddressOfNoForm =
        "The address in the form is not the one this link is for. It is put back: check it and send the form again.";

    private readonly Func<TypedNewPassword?, string?> _seal;

    /// <param name="link">The link; null when there is none.</param>
    /// <param name="shown">The link that the posted form was shown for; null when it does not say, or nothing was posted.</param>
    /// <param name="seal">Creates the value of a form's hidden field.</param>
    public MailedLinkContext(HeldLink? link, SealedForm? shown, Func<TypedNewPassword?, string?> seal)
    {
        (Link, Shown, _seal) = (link, shown, seal);
        Sealed = seal(null);
    }

    public HeldLink? Link { get; }

    /// <summary>The value of the hidden field that identifies the form's link.</summary>
    public string? Sealed { get; private set; }

    /// <summary>Set when another usable link, for another address, was opened in this browser after the form was shown.</summary>
    public Sentence? AnotherOpened { get; init; }

    private SealedForm? Shown { get; }

    /// <summary>The problem when the posted address is not the link's, however it is written; otherwise null.</summary>
    /// <param name="typed">The address in the form.</param>
    /// <param name="email">The address of the link's customer; null when the link is unknown, which its operation reports.</param>
    /// <param name="password">The typed password. It is kept when the form is certainly this link's own.</param>
    public Sentence? Check(string? typed, string? email, TypedNewPassword? password = null)
    {
        if (AnotherOpened is not null)
        {
            return AnotherOpened;
        }

        if (email is null || IsSame(typed, email))
        {
            return null;
        }

        if (Shown is null)
        {
            return AddressOfNoForm;
        }

        var kept = string.IsNullOrEmpty(password?.Password) ? Shown.Password : password;
        Sealed = _seal(kept);
        return kept is null ? AddressPutBack : AddressPutBackAndPasswordKept;
    }

    /// <summary>The password in a posted form, or the kept one when its fields are empty.</summary>
    public TypedNewPassword Restore(string? password, string? confirmation) =>
        string.IsNullOrEmpty(password) && string.IsNullOrEmpty(confirmation) && Shown?.Password is { } kept ? kept : new(password, confirmation);

    // Password managers write the address in their own way.
    private static bool IsSame(string? typed, string email) =>
        EmailAddress.Check(string.Concat((typed ?? "").Where(sign => !char.IsWhiteSpace(sign))), out var given) is null
        && EmailAddress.Check(email, out var expected) is null && given == expected;
}
