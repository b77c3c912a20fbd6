namespace Storefront.Domain;

/// <summary>A row that cannot change after it is created, so it can be written without change tracking.</summary>
/// <remarks>Every property is <c>init</c> or read-only; a rule test holds this.</remarks>
public interface IImmutableRow : ITenantOwned;
