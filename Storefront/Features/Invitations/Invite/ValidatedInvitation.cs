using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Invite;

/// <summary>An invitation whose fields passed every rule.</summary>
public sealed record ValidatedInvitation(
    EmailAddress Address, string? Firstname, string? Lastname, bool SendEmail, string? Language, Metadata? Metadata,
    InvitationContent Content)
{
    private const int MostDays = 30;

    /// <summary>Checks the request; returns every field's problem, or the validated invitation.</summary>
    public static Refusal? Check(InviteCustomerRequest request, Merchant merchant, out ValidatedInvitation invitee)
    {
        var problems = new FieldProblems();
        problems.Add("email", EmailAddress.Check(request.Email, out var address));
        problems.Add("firstname", PersonName.Check(request.Firstname, out var firstname));
        problems.Add("lastname", PersonName.Check(request.Lastname, out var lastname));
        problems.Add("message", MerchantMessage.Check(request.Message, out var message));
        problems.Add("locale", Languages.Check(request.Locale));
        problems.Add("metadata", Metadata.Check(request.Metadata, out var metadata));
        problems.Add(
            "expires_in_days",
            request.ExpiresInDays is null or (>= 1 and <= MostDays) ? null : new Sentence("Choose between 1 and {0} days.", MostDays));
        var lifetime = LinkLifetime.ForDays(Math.Clamp(request.ExpiresInDays ?? merchant.InvitationDays, 1, MostDays));
        invitee = new(
            address, firstname, lastname, request.SendEmail ?? true, request.Locale, metadata,
            new(request.Locale ?? merchant.Language, message, lifetime, firstname, lastname, metadata));
        return problems.ToRefusal();
    }

    /// <summary>Returns the problem with the number of days that a link is valid, or null.</summary>
    public static Sentence? CheckDays(int? days) =>
        days is null or (>= 1 and <= MostDays) ? null : new Sentence("Choose between 1 and {0} days.", MostDays);
}
