using Storefront.Domain;

namespace Storefront.Features.Accounts;

/// <summary>The rule for a password typed twice: both times the same.</summary>
public static class PasswordConfirmation
{
    public static Sentence? Check(string? password, string? repeated) => repeated switch
    {
        null or "" => "Repeat the password.",
        _ when !string.Equals(password, repeated, StringComparison.Ordinal) => "The two passwords are not the same.",
        _ => null,
    };
}
