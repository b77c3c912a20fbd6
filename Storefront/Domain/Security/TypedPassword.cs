namespace Storefront.Domain.Security;

/// <summary>A password typed to prove who one is: any text a password could be, not judged for strength.</summary>
public static class TypedPassword
{
    public static Sentence? Check(string? password) => password switch
    {
        null or "" => "Enter your password.",
        _ when password.EnumerateRunes().Skip(PasswordRules.MaxLength).Any() => new Sentence("Use at most {0} characters.", PasswordRules.MaxLength),
        _ => null,
    };
}
