using Storefront.Platform.Persistence;

namespace Storefront.Features.Accounts.Preferences;

/// <summary>Records a given or withdrawn consent to cart reminders: when, to which text and from where.</summary>
/// <remarks>Call it inside the caller's transaction.</remarks>
public sealed class ConsentHistory(StorefrontDb db, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Changes the tracked customer and adds the statement.</summary>
    public void Add(Customer customer, bool isGiven, string clientAddress)
    {
        var now = clock.GetUtcNow();
        customer.CartReminderConsentAt = isGiven ? now : null;
        db.Insert(new ConsentStatement
        {
            MerchantId = customer.MerchantId,
            Customer = customer,
            Kind = ConsentKind.CartReminder,
            IsGiven = isGiven,
            At = now,
            TextVersion = CartReminderConsent.TextVersion,
            ClientAddress = clientAddress,
        });
        audit.Add(isGiven ? "customer.consent_given" : "customer.consent_withdrawn", customer.SubjectId, CartReminderConsent.TextVersion);
    }
}
