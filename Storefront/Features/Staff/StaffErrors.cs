using Storefront.Platform.Results;

namespace Storefront.Features.Staff;

/// <summary>Refusals of the staff feature. They are internal: the API returns none of them.</summary>
internal static class StaffErrors
{
    internal static readonly Refusal NoMatch = Refusal.Invalid(
        "email", "staff.no_match", "This address and password do not belong together.");
    internal static readonly Refusal NotSignedIn = new(RefusalKind.Unauthenticated, "staff.signed_out", "You are signed out.");
    internal static readonly Refusal OwnersOnly = new(RefusalKind.Forbidden, "staff.owners_only", "Only an owner may do this.");
    internal static readonly Refusal Unknown = new(RefusalKind.NotFound, "staff.unknown", "This member does not work here any more.");
    internal static readonly Refusal Already = Refusal.Invalid("email", "staff.already", "This address is a member already.");
    internal static readonly Refusal LastOwner = new(
        RefusalKind.Conflict, "staff.last_owner", "A shop needs an owner. Make somebody else an owner first.");
    internal static readonly Refusal NoSender = new(
        RefusalKind.Conflict, "staff.no_sender", "The platform has no sender for mails yet: set Platform:Sender and Platform:Hosts.");
    internal static readonly Refusal UnknownShop = new(
        RefusalKind.NotFound, "staff.unknown_shop", "There is no merchant with this number.");
    internal static readonly Refusal DeadLink = new(
        RefusalKind.Gone, "staff.dead_link", "This link has been used, or is too old. Ask for a new one.");
    internal static readonly Refusal UnknownLanguage = Refusal.Invalid("language", "staff.language", Languages.Check("")!);
    internal static readonly Refusal WrongCode = Refusal.Invalid("code", "staff.wrong_code", "This code is not right.");
}
