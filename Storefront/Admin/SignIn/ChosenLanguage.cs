namespace Storefront.Admin.SignIn;

/// <summary>The field of the form that chooses a language.</summary>
public sealed class ChosenLanguage
{
    public string? Language { get; set; }
}
