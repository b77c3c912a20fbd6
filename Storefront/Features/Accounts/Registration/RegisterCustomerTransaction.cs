using Storefront.Features.Accounts.Preferences;
using Storefront.Features.Accounts.Verification;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Accounts.Registration;

/// <summary>The transaction of RegisterCustomer: customer, session and verification mail.</summary>
public sealed class RegisterCustomerTransaction(
    StorefrontDb db, Platform.Sessions.Sessions sessions, KnownDevices devices, VerificationSender verification, ConsentHistory consents,
    WebhookEvents webhooks, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Adds the customer and signs in, or refuses because the address is taken.</summary>
    public async Task<Result<SignedIn>> RunAsync(Caller caller, ValidatedRegistration registration, string passwordHash, CancellationToken ct)
    {
        var customer = new Customer
        {
            MerchantId = caller.Merchant.Id,
            Email = registration.Address.Text,
            NormalizedEmail = registration.Address.Canonical,
            Firstname = registration.Firstname,
            Lastname = registration.Lastname,
            PhoneNumber = registration.Phone,
            AccountType = registration.AccountType,
            Company = registration.Company,
            TaxNumber = registration.TaxNumber,
            DefaultBilling = registration.DefaultBilling,
            Language = caller.Language,
            CreatedAt = clock.GetUtcNow(),
        };
        customer.SetPasswordHash(passwordHash);
        db.Customers.Add(customer);

        // The unique index decides who was first, whether the other one registered or was invited.
        if (!await db.TrySaveAsync(ct))
        {
            return RegistrationErrors.AddressTaken;
        }

        await sessions.EndOwnAsync(caller, ct);
        var secret = Secret.New();
        sessions.Open(customer, caller.Door, secret, caller);
        await devices.RememberAsync(customer, caller, ct);
        audit.Add("customer.registered", customer.SubjectId);
        await webhooks.AddAsync(
            WebhookEventTypes.CustomerRegistered, WebhookSubject.Customer(customer.Id), () => CustomerPayload.Of(customer), ct);
        if (registration.WantsCartReminders)
        {
            consents.Add(customer, isGiven: true, caller.ClientAddress);
        }

        // A mail that cannot be sent now must not cost the account: a signed-in customer can request it again.
        await verification.TrySendAsync(caller.Merchant, customer, caller, ct);
        return new SignedIn(customer, secret);
    }
}
