using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Verification;

/// <summary>Refusals of a verification that are not about its link.</summary>
public static class VerificationErrors
{
    public static readonly Refusal NoHost = new(
        RefusalKind.Conflict, "merchant.no_host", "This shop has no address on the web yet, so no link can be mailed.");
    public static readonly Refusal UnknownCustomer = new(
        RefusalKind.NotFound, "verification.unknown_customer", "There is no such customer or invitation.");
    public static readonly Refusal InvalidLink = new(RefusalKind.Forbidden, "link.invalid", "This link is not known here.");
}
