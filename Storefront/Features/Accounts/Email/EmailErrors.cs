using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Email;

/// <summary>Refusals of an address change that are not about the form of a field.</summary>
public static class EmailErrors
{
    private const string Token = "token";

    public static readonly Refusal Unverified = Refusal.Invalid(
        "email", "email.unverified", "Confirm your present address first. Then you can change it.");
    public static readonly Refusal Taken = Refusal.Invalid("email", "email.taken", "This address belongs to another account here.");
    public static readonly Refusal ChangedAlready = new(
        RefusalKind.Gone, "email.changed_already", "The address was changed already. Was it not you? Write to the shop at once.");
    public static readonly Refusal NoSixDigits = Refusal.Invalid(Token, "code.malformed", "Enter the six digits of the mail.");
    public static readonly Refusal WrongCode = Refusal.Invalid(Token, "code.wrong", "This is not the code of the newest mail.");
    public static readonly Refusal NoCodeOpen = Refusal.Invalid(Token, "code.none", "This code does not work any more. Ask for a new one.");
    public static readonly Refusal CodeExpired = Refusal.Invalid(Token, "code.expired", "This code has expired. Ask for a new one.");
    public static readonly Refusal TooManyAttempts = Refusal.Invalid(Token, "code.too_many_tries", "Too many wrong codes. Ask for a new one.");
}
