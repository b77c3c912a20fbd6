namespace Storefront.Domain.Security;

/// <summary>Checks the form of a password typed to confirm who one is: any text that can be a password, not rated for strength.</summary>
public static class TypedPassword
{
    public static Sentence? Check(string? password) => password switch
    {
        null or "" => "Enter your password.",
        _ when password.EnumerateRunes().Skip(PasswordRules.MaxLength).Any() => new Sentence("Use at most {0} characters.", PasswordRules.MaxLength),
        _ => null,
    };
}
