namespace Storefront.Platform.Tenancy;

/// <summary>Marks a page or endpoint that also answers on the platform's own hosts; all others exist on merchants' hosts only.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OnPlatformAttribute : Attribute;
