namespace Storefront.Platform.Callers;

/// <summary>The staff member for whom a scope works; audit entries carry the number. Null in every other scope.</summary>
public sealed class ActingStaff
{
    public long? Id { get; set; }
}
