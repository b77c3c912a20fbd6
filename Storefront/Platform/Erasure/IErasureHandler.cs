namespace Storefront.Platform.Erasure;

/// <summary>Ends what waits for a customer, before the plan erases the customer's rows.</summary>
public interface IErasureHandler
{
    /// <summary>Runs in the transaction of the erasure; the customer is locked.</summary>
    Task HandleAsync(Customer customer, CancellationToken ct);
}
