using Storefront.Features.Invitations;

namespace Storefront.Admin.Invitations;

/// <summary>The words of the screen of invitations: states, events, and refusals that the API words for programs.</summary>
public static class InvitationText
{
    public static Sentence Of(InvitationSummary invitation) => invitation switch
    {
        { Status: InvitationStatus.Accepted } => "Accepted",
        { Status: InvitationStatus.Revoked } => "Withdrawn",
        { Status: InvitationStatus.Declined } => "Declined",
        { Status: InvitationStatus.Expired, Delivery: InvitationDelivery.Bounced } => "Bounced",
        { Status: InvitationStatus.Expired } => "Expired",
        _ => Of(invitation.Delivery),
    };

    /// <summary>The state's weight: good, bad, waiting, or none.</summary>
    public static string ToneOf(InvitationSummary invitation) => invitation switch
    {
        { Status: InvitationStatus.Accepted } => "good",
        { Status: InvitationStatus.Revoked or InvitationStatus.Declined } => "still",
        { Delivery: InvitationDelivery.Bounced } => "bad",
        { Status: InvitationStatus.Expired } or { Delivery: InvitationDelivery.Deferred } => "warn",
        _ => "still",
    };

    public static Sentence Of(InvitationEventKind kind) => kind switch
    {
        InvitationEventKind.Queued => "Invited",
        InvitationEventKind.Sent => "Mail delivered to the server",
        InvitationEventKind.Deferred => "Mail put off",
        InvitationEventKind.Bounced => "Mail bounced",
        InvitationEventKind.Opened => "Link opened",
        InvitationEventKind.Accepted => "Accepted",
        InvitationEventKind.Declined => "Declined",
        InvitationEventKind.Expired => "Link expired",
        InvitationEventKind.Revoked => "Withdrawn",
        InvitationEventKind.Resent => "Fresh link made",
        InvitationEventKind.Corrected => "Address corrected",
        _ => "Changed",
    };

    /// <summary>A number of rows, in groups of three digits.</summary>
    public static string Number(int count) => count.ToString("N0", System.Globalization.CultureInfo.CurrentCulture);

    public static Sentence OfTab(string tab) => tab switch
    {
        "pending" => "Pending",
        "bounced" => "Bounced",
        "expired" => "Expired",
        "accepted" => "Accepted",
        _ => "All",
    };

    /// <summary>The refusal's message for staff.</summary>
    public static Sentence Of(Platform.Results.Refusal refusal) => refusal.Code switch
    {
        "invitation.address_pending" => "This address has been invited and has not accepted yet. Find it in the list to mail it again.",
        "invitation.address_declined" => "This address was invited and has declined. Find it in the list to mail it again.",
        "invitation.suppressed" => "This address has declined, has no mailbox, or is on the shop's list of addresses not to mail.",
        "invitation.same_address" => "The invitation goes to this address already.",
        "auth.forbidden" => "Your role does not allow this.",
        _ => refusal.Message,
    };

    private static Sentence Of(InvitationDelivery delivery) => delivery switch
    {
        InvitationDelivery.None => "Link handed over",
        InvitationDelivery.Queued => "Mail waiting",
        InvitationDelivery.Sent => "Delivered",
        InvitationDelivery.Deferred => "Put off",
        InvitationDelivery.Bounced => "Bounced",
        _ => "Opened",
    };
}
