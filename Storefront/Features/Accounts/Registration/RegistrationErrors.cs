using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Registration;

/// <summary>Refusals of a registration that are not about the form of a field.</summary>
public static class RegistrationErrors
{
    public static readonly Refusal AddressTaken = Refusal.Invalid(
        "email", "registration.address_taken", "This address has an account here already. Sign in, or have a new password mailed.");

    public static Refusal Closed(Merchant shop) =>
        Refusal.Invalid(
            "email", "registration.closed", new("Accounts at {0} come by invitation. Write to {1} to be invited.", shop.Name, shop.SupportAddress));
}
