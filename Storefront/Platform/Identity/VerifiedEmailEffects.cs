namespace Storefront.Platform.Identity;

/// <summary>Marks a customer's address as verified and runs what the features do on that occasion.</summary>
/// <remarks>Belongs inside the transaction of the proof; the mark is saved with the customer.</remarks>
public sealed class VerifiedEmailEffects(IEnumerable<IVerifiedEmailHandler> handlers, TimeProvider clock)
{
    /// <summary>Marks the customer verified and tells how many rows the handlers gave to the customer.</summary>
    public async Task<int> MarkAsync(Customer customer, CancellationToken ct)
    {
        customer.EmailVerifiedAt ??= clock.GetUtcNow();
        var linked = 0;
        foreach (var handler in handlers)
        {
            linked += await handler.HandleAsync(customer, ct);
        }

        return linked;
    }
}
