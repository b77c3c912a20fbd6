namespace Storefront.Domain.Security;

/// <summary>Checks that a password was typed the same way twice.</summary>
public static class PasswordConfirmation
{
    public static readonly Sentence Missing = "Repeat the password.";
    public static readonly Sentence Different = "The two passwords are not the same.";

    public static Sentence? Check(string? password, string? repeated) => repeated switch
    {
        null or "" => Missing,
        _ when !string.Equals(password, repeated, StringComparison.Ordinal) => Different,
        _ => null,
    };
}
