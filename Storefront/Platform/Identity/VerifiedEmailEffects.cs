using Storefront.Platform.Webhooks;

namespace Storefront.Platform.Identity;

/// <summary>Marks a customer's address as verified and runs the features' handlers.</summary>
/// <remarks>Call it inside the transaction of the verification. The caller saves the customer.</remarks>
public sealed class VerifiedEmailEffects(IEnumerable<IVerifiedEmailHandler> handlers, WebhookEvents webhooks, TimeProvider clock)
{
    /// <summary>Marks the customer verified; returns how many rows the handlers linked to the customer.</summary>
    public async Task<int> MarkAsync(Customer customer, CancellationToken ct)
    {
        var isNew = customer.EmailVerifiedAt is null;
        customer.EmailVerifiedAt ??= clock.GetUtcNow();
        var linked = 0;
        foreach (var handler in handlers)
        {
            linked += await handler.HandleAsync(customer, ct);
        }

        if (isNew)
        {
            await webhooks.AddAsync(
                WebhookEventTypes.CustomerVerified, WebhookSubject.Customer(customer.Id), () => CustomerPayload.Of(customer), ct);
        }

        return linked;
    }
}
