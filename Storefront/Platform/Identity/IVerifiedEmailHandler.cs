namespace Storefront.Platform.Identity;

/// <summary>What a feature does once an address is proven to be the customer's.</summary>
public interface IVerifiedEmailHandler
{
    /// <summary>Runs inside the transaction of the proof and tells how many rows became the customer's.</summary>
    Task<int> HandleAsync(Customer customer, CancellationToken ct);
}
