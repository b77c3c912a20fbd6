namespace Storefront.Domain.Webhooks;

/// <summary>The events that a webhook can receive, by their names on the wire.</summary>
public static class WebhookEventTypes
{
    public const string CustomerInvited = "customer.invited";
    public const string InvitationSent = "invitation.sent";
    public const string InvitationOpened = "invitation.opened";
    public const string InvitationBounced = "invitation.bounced";
    public const string InvitationCorrected = "invitation.corrected";
    public const string InvitationAccepted = "invitation.accepted";
    public const string InvitationDeclined = "invitation.declined";
    public const string InvitationRevoked = "invitation.revoked";
    public const string InvitationExpired = "invitation.expired";
    public const string CustomerRegistered = "customer.registered";
    public const string CustomerVerified = "customer.verified";
    public const string CustomerUpdated = "customer.updated";
    public const string CustomerEmailChanged = "customer.email_changed";
    public const string CustomerDeleted = "customer.deleted";
    public const string BatchPaused = "batch.paused";
    public const string BatchCompleted = "batch.completed";

    /// <summary>Sent by a test alone; it says nothing but that the receiver is reached.</summary>
    public const string Ping = "ping";

    public static readonly IReadOnlyList<string> All =
    [
        CustomerInvited, InvitationSent, InvitationOpened, InvitationBounced, InvitationCorrected, InvitationAccepted, InvitationDeclined,
        InvitationRevoked, InvitationExpired, CustomerRegistered, CustomerVerified, CustomerUpdated, CustomerEmailChanged, CustomerDeleted,
        BatchPaused, BatchCompleted, Ping,
    ];
}
