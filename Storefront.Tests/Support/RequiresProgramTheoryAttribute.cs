namespace Storefront.Tests.Support;

/// <summary>The same as <see cref="RequiresProgramFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresProgramTheoryAttribute : TheoryAttribute
{
    public RequiresProgramTheoryAttribute(string program, bool asRoot = true)
    {
        (Program, AsRoot) = (program, asRoot);
        Skip = RequiresProgramFactAttribute.WhyNot(program, asRoot);
    }

    public string Program { get; }

    public bool AsRoot { get; }
}
