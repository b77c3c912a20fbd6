namespace Storefront.Platform.Identity;

/// <summary>Runs when a customer's address is verified. A feature implements it.</summary>
public interface IVerifiedEmailHandler
{
    /// <summary>Runs inside the transaction of the verification; returns how many rows were linked to the customer.</summary>
    Task<int> HandleAsync(Customer customer, CancellationToken ct);
}
