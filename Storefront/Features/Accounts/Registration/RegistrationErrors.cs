using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Registration;

/// <summary>Refusals of a registration that are not about the form of a field.</summary>
public static class RegistrationErrors
{
    public static readonly Refusal AddressTaken = Refusal.Invalid(
        "email", "registration.address_taken", "This address has an account here already. Sign in, or have a new password mailed.");

    private static readonly Refusal ClosedAnywhere = Refusal.Invalid("email", "registration.closed", ByInvitation("this shop", "the shop"));

    public static Refusal Closed(Merchant shop) => ClosedAnywhere.Saying(ByInvitation(shop.Name, shop.SupportAddress));

    private static Sentence ByInvitation(string shop, string address) =>
        new("Accounts at {0} come by invitation. Write to {1} to be invited.", shop, address);
}
