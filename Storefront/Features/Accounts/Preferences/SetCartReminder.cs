using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Preferences;

/// <summary>Gives or withdraws the consent to cart reminders, and records when, to which text and from where.</summary>
/// <remarks>Repeating the current state adds nothing to the history.</remarks>
public sealed class SetCartReminder(StorefrontDb db, Platform.Sessions.Sessions sessions, ConsentHistory history)
{
    private static readonly Refusal EnabledRequired = Refusal.Invalid("enabled", "enabled.required", "Say true or false.");

    public async Task<Result<Customer>> RunAsync(Caller caller, SetCartReminderRequest request, CancellationToken ct)
    {
        if (request.Enabled is not { } enabled)
        {
            return EnabledRequired;
        }

        return await db.InTransactionAsync<Customer>(async () =>
        {
            if (await sessions.HoldCustomerAsync(caller, ct) is not { } customer)
            {
                return ApiErrors.Unauthenticated;
            }

            if (enabled != (customer.CartReminderConsentAt is not null))
            {
                history.Add(customer, enabled, caller.ClientAddress);
            }

            return customer;
        }, ct);
    }
}

/// <summary>Whether the customer wants to be reminded of the cart.</summary>
public sealed class SetCartReminderRequest
{
    public bool? Enabled { get; set; }
}
