namespace Storefront.Admin.SignIn;

/// <summary>The fields of a form that chooses a password.</summary>
public sealed class ChosenPassword
{
    public string? Password { get; set; }
    public string? PasswordConfirmation { get; set; }
}
