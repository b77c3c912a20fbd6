using Storefront.Platform.Results;

namespace Storefront.Features.Staff;

/// <summary>Refusals of the staff feature. They are internal: the API returns none of them.</summary>
internal static class StaffErrors
{
    internal static readonly Refusal NoMatch = Refusal.Invalid(
        "email", "staff.no_match", "This address and password do not belong together.");
    internal static readonly Refusal NotSignedIn = new(RefusalKind.Unauthenticated, "staff.signed_out", "You are signed out.");
}
