using Storefront.Platform.Results;

namespace Storefront.Platform.Identity;

/// <summary>The refusals of a wrong password and of an unacceptable new one, the same at every door.</summary>
public static class PasswordRefusals
{
    /// <summary>For a form that asks only for the password.</summary>
    public static readonly Refusal Wrong = Refusal.Invalid("password", "password.wrong", "The password is not right.");

    /// <summary>For a form that asks for the current password beside new values.</summary>
    public static readonly Refusal WrongCurrent = Wrong.At("current_password");

    /// <summary>For a form without the password that confirms it.</summary>
    public static readonly Refusal Required = Refusal.Invalid("password", "password.required", TypedPassword.Check(null)!);

    public static readonly Refusal Different = Refusal.Invalid("password_confirmation", "password.differs", PasswordConfirmation.Different);

    private static readonly Refusal Weak = Refusal.Invalid("password", "password.weak", PasswordRules.Check("password", PasswordContext.None)!);

    /// <summary>Every problem with a new password and its repetition for this person; null when there is none.</summary>
    /// <remarks>Takes milliseconds: call it after all other checks.</remarks>
    public static Refusal? OfNew(string? password, string? repeated, PasswordContext context)
    {
        var problems = new FieldProblems();
        problems.Add("password", PasswordRules.Check(password, context));
        problems.Add("password_confirmation", PasswordConfirmation.Check(password, repeated));
        return problems.ToRefusal() is { } unfit
            ? unfit with { Code = unfit.Errors.ContainsKey("password") ? Weak.Code : Different.Code }
            : null;
    }
}
