namespace Storefront.Admin.Customers;

/// <summary>The words for what happens to customers, and for what an erasure does.</summary>
public static class CustomerText
{
    public static Sentence Of(InvitationEventKind happened) => happened switch
    {
        InvitationEventKind.Queued => "Mail queued",
        InvitationEventKind.Sent => "Mail delivered",
        InvitationEventKind.Deferred => "Mail put off by a server",
        InvitationEventKind.Bounced => "Mail bounced",
        InvitationEventKind.Opened => "Link opened",
        InvitationEventKind.Accepted => "Accepted",
        InvitationEventKind.Declined => "Declined",
        InvitationEventKind.Revoked => "Revoked",
        InvitationEventKind.Expired => "Expired",
        InvitationEventKind.Resent => "Sent again",
        _ => "Sent to a corrected address",
    };

    /// <summary>The rows that an erasure counts, by their kind.</summary>
    public static Sentence Kind(string kind) => kind switch
    {
        "profiles" => "Names, addresses, password and preferences",
        "sessions" => "Sign-ins on devices",
        "devices" => "Devices that would be known again",
        "invitations" => "Invitations",
        "import_rows" => "Rows of uploaded lists",
        "invitation_events" => "Notes of what became of the invitation",
        "links" => "Mailed links",
        "email_changes" => "Changes of address that wait for a code",
        "consents" => "Notes of consents",
        "answers" => "Kept answers to your programs",
        "mails" => "Mails, sent or waiting",
        "webhook_deliveries" => "Messages to your programs",
        _ => "Orders",
    };
}
