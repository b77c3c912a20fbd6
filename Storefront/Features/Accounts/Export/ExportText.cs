namespace Storefront.Features.Accounts.Export;

/// <summary>The texts for the enumerated values of an export.</summary>
public static class ExportText
{
    public static Sentence Of(ConsentKind kind) => kind switch
    {
        ConsentKind.CartReminder => "Reminders",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static Sentence Of(TokenPurpose purpose) => purpose switch
    {
        TokenPurpose.AcceptInvitation => "To accept an invitation",
        TokenPurpose.ResetPassword => "To choose a new password",
        TokenPurpose.StopEmailChange => "To stop a change of address",
        _ => "To confirm the address",
    };

    public static Sentence Of(OutboxState state) => state switch
    {
        OutboxState.Queued => "On its way",
        OutboxState.Sent => "Sent",
        _ => "Given up",
    };

    public static Sentence Of(InvitationDelivery delivery) => delivery switch
    {
        InvitationDelivery.None => "Not mailed",
        InvitationDelivery.Queued => "On its way",
        InvitationDelivery.Sent => "Sent",
        InvitationDelivery.Deferred => "Put off",
        InvitationDelivery.Bounced => "Could not be delivered",
        _ => "Opened",
    };

    public static Sentence Of(InvitationEventKind kind) => kind switch
    {
        InvitationEventKind.Queued => "On its way",
        InvitationEventKind.Sent => "Sent",
        InvitationEventKind.Deferred => "Put off",
        InvitationEventKind.Bounced => "Could not be delivered",
        InvitationEventKind.Opened => "Opened",
        InvitationEventKind.Accepted => "Invitation accepted",
        InvitationEventKind.Declined => "Invitation declined",
        InvitationEventKind.Revoked => "Withdrawn",
        InvitationEventKind.Expired => "Expired",
        InvitationEventKind.Resent => "Invited again",
        _ => "Address corrected",
    };

    /// <summary>The text for an audit entry; null for a kind without one, which is shown by its plain name.</summary>
    public static Sentence? OfEvent(string action) => action switch
    {
        "customer.invited" => "Invited",
        "customer.imported" => "Taken over from another shop system",
        "invitation.resent" or "invitation.linked" => "Invited again",
        "invitation.corrected" => "Address corrected",
        "invitation.revoked" => "Withdrawn",
        "invitation.accepted" => "Invitation accepted",
        "invitation.declined" => "Invitation declined",
        "customer.registered" => "Account opened",
        "customer.registered_again" => "Somebody tried to open an account with this address",
        "customer.signed_in" => "Signed in",
        "customer.signed_out" => "Signed out",
        "password.locked_out" => "Too many wrong passwords",
        "customer.sessions_ended" => "Signed out elsewhere",
        "customer.profile_changed" => "Details changed",
        "customer.changed_by_shop" => "Details changed by the shop",
        "customer.addresses_changed" => "Addresses changed",
        "customer.language_chosen" => "Language chosen",
        "customer.consent_given" => "Reminders switched on",
        "customer.consent_withdrawn" => "Reminders switched off",
        "customer.passkey_added" => "Passkey added",
        "customer.passkey_renamed" => "Passkey renamed",
        "customer.passkey_removed" => "Passkey removed",
        "customer.password_changed" => "Password changed",
        "password.reset" => "New password chosen by mail",
        "password.reset_requested" => "New password asked for",
        "customer.email_change_asked" => "Another address asked for",
        "customer.email_change_stopped" => "Change of address stopped",
        "customer.email_changed" => "Address changed",
        "address.verified" => "Address confirmed",
        "address.verification_resent" => "Confirmation mailed again",
        _ => null,
    };
}
