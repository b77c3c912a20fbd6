namespace Storefront.Admin.SignIn;

/// <summary>The field of a form that asks for a code.</summary>
public sealed class TypedCode
{
    public string? Code { get; set; }
}
