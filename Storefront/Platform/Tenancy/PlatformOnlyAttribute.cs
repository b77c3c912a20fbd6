namespace Storefront.Platform.Tenancy;

/// <summary>Marks a page or endpoint that answers on the platform's own hosts only; at a merchant's host it is unknown.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PlatformOnlyAttribute : Attribute;
