using Storefront.Platform.Results;

namespace Storefront.Platform.Identity;

/// <summary>What every door says of a typed password that is not the customer's, and of a new one that will not do.</summary>
public static class PasswordRefusals
{
    /// <summary>Where the password alone is asked for.</summary>
    public static readonly Refusal Wrong = WrongAt("password");

    /// <summary>Where the current password stands beside something new.</summary>
    public static readonly Refusal WrongCurrent = WrongAt("current_password");

    public static readonly Refusal Different = Refusal.Invalid("password_confirmation", "password.differs", PasswordConfirmation.Different);

    /// <summary>What is wrong with a new password for this person, and with its repetition, told at once; null when nothing is.</summary>
    /// <remarks>Takes milliseconds: whatever else can be refused comes first.</remarks>
    public static Refusal? OfNew(string? password, string? repeated, PasswordContext context)
    {
        var problems = new FieldProblems();
        problems.Add("password", PasswordRules.Check(password, context));
        problems.Add("password_confirmation", PasswordConfirmation.Check(password, repeated));
        return problems.ToRefusal() is { } unfit ? unfit with { Code = unfit.Errors.ContainsKey("password") ? "password.weak" : Different.Code } : null;
    }

    private static Refusal WrongAt(string field) => Refusal.Invalid(field, "password.wrong", "The password is not right.");
}
