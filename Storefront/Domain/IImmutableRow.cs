namespace Storefront.Domain;

/// <summary>A row whose values are set when it is made and cannot be set afterwards, so that it can be written without being tracked.</summary>
/// <remarks>Every property is <c>init</c> or read-only; a rule test holds that.</remarks>
public interface IImmutableRow : ITenantOwned;
