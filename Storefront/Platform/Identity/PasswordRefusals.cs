using Storefront.Domain;
using Storefront.Platform.Results;

namespace Storefront.Platform.Identity;

/// <summary>What every door says of a typed password that is not the customer's, and of one that was repeated differently.</summary>
public static class PasswordRefusals
{
    /// <summary>Where the password alone is asked for.</summary>
    public static readonly Refusal Wrong = WrongAt("password");

    /// <summary>Where the current password stands beside something new.</summary>
    public static readonly Refusal WrongCurrent = WrongAt("current_password");

    public static readonly Refusal Different = Refusal.Invalid("password_confirmation", "password.differs", PasswordConfirmation.Different);

    private static Refusal WrongAt(string field) => Refusal.Invalid(field, "password.wrong", "The password is not right.");
}
