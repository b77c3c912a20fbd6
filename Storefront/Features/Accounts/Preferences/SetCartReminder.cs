using Storefront.Domain;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Preferences;

/// <summary>Gives or takes back the consent to cart reminders, and keeps when, to which words and from where.</summary>
/// <remarks>Saying again what already holds adds nothing to the history.</remarks>
public sealed class SetCartReminder(StorefrontDb db, Platform.Sessions.Sessions sessions, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<Customer>> RunAsync(Caller caller, SetCartReminderRequest request, CancellationToken ct)
    {
        if (request.Enabled is not { } enabled)
        {
            return Refusal.Invalid("enabled", "enabled.required", "Say true or false.");
        }

        return await db.InTransactionAsync<Customer>(async () =>
        {
            if (await sessions.HoldCustomerAsync(caller, ct) is not { } customer)
            {
                return ApiErrors.Unauthenticated;
            }

            if (enabled != (customer.CartReminderConsentAt is not null))
            {
                Note(customer, enabled, caller.ClientAddress);
            }

            return customer;
        }, ct);
    }

    private void Note(Customer customer, bool enabled, string clientAddress)
    {
        var now = clock.GetUtcNow();
        customer.CartReminderConsentAt = enabled ? now : null;
        db.Insert(new ConsentStatement
        {
            MerchantId = customer.MerchantId,
            Customer = customer,
            Kind = ConsentKind.CartReminder,
            IsGiven = enabled,
            At = now,
            TextVersion = CartReminderConsent.TextVersion,
            ClientAddress = clientAddress,
        });
        audit.Add(enabled ? "customer.consent_given" : "customer.consent_withdrawn", customer.SubjectId, CartReminderConsent.TextVersion);
    }
}

/// <summary>Whether the customer wants to be reminded of what is in the cart.</summary>
public sealed class SetCartReminderRequest
{
    public bool? Enabled { get; set; }
}
