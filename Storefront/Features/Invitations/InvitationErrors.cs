using Storefront.Platform.Results;

namespace Storefront.Features.Invitations;

/// <summary>Refusals of the invitation feature.</summary>
public static class InvitationErrors
{
    public static readonly Refusal AddressTaken = Refusal.Invalid(
        "email", "invitation.address_taken", "This address already has a customer account.");
    public static readonly Refusal AddressPending = Refusal.Invalid("email", "invitation.address_pending",
        "This address has been invited and has not accepted yet. Mail it again with customers/invitations/resend.");

    public static readonly Refusal AddressDeclined = Refusal.Invalid("email", "invitation.address_declined",
        "This address was invited and has declined. Mail it again with customers/invitations/resend.");

    public static readonly Refusal Suppressed = Refusal.Invalid("email", "invitation.suppressed",
        "This address has declined, has no mailbox, or was suppressed. Allow it again with customers/suppressions/remove.");

    public static readonly Refusal SameAddress = Refusal.Invalid("email", "invitation.same_address",
        "The invitation goes to this address already. Mail it again with customers/invitations/resend.");

    public static readonly Refusal NoHost = new(
        RefusalKind.Conflict, "merchant.no_host", "This shop has no address on the web yet, so no link can be mailed.");
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "invitation.not_found", "There is no such customer or invitation.");
    public static readonly Refusal AcceptedBefore = new(RefusalKind.Conflict, "invitation.accepted", "This customer has accepted already.");
    public static readonly Refusal RevokedBefore = new(RefusalKind.Conflict, "invitation.revoked", "The shop has withdrawn this invitation.");
    public static readonly Refusal NotCorrectable = new(
        RefusalKind.Conflict, "invitation.not_correctable", "Somebody has registered with this address, and keeps it.");
    public static readonly Refusal NamesNobody = Refusal.Invalid("customer_id", "invitation.names_nobody", "Name a customer or an invitation.");
    public static readonly Refusal Unknown = new(RefusalKind.Gone, "invitation.unknown", "This invitation is not known here.");
    public static readonly Refusal AlreadyAccepted = new(RefusalKind.Gone, "invitation.used", "This invitation has been accepted already.");
    public static readonly Refusal Expired = new(RefusalKind.Gone, "invitation.expired", "This invitation has expired.");
    public static readonly Refusal Superseded = new(
        RefusalKind.Gone, "invitation.superseded", "A newer invitation has been mailed since; only that one works.");
    public static readonly Refusal Revoked = new(RefusalKind.Gone, "invitation.revoked", "The shop has withdrawn this invitation.");
    public static readonly Refusal Declined = new(RefusalKind.Gone, "invitation.declined", "This invitation has been declined.");
    public static readonly Refusal NotRenewable = new(
        RefusalKind.Gone, "invitation.not_renewable", "No fresh link can be mailed for this invitation.");

    /// <summary>The state of an invitation's link. Once the address is verified in another way, an open or ended link counts as
    /// used.</summary>
    public static LinkState StateOf(OneTimeToken token, DateTimeOffset now) => token.StateAt(now) switch
    {
        LinkState.Expired or LinkState.Superseded or LinkState.Declined when !token.Customer.IsInvitable => LinkState.Used,
        var state => state,
    };

    /// <summary>The refusal for a link's state; null while the link is usable.</summary>
    public static Refusal? Of(LinkState state) => state switch
    {
        LinkState.Usable => null,
        LinkState.Used => AlreadyAccepted,
        LinkState.Expired => Expired,
        LinkState.Superseded => Superseded,
        LinkState.Revoked => Revoked,
        LinkState.Declined => Declined,
        _ => Unknown,
    };
}
