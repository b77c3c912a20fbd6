namespace Storefront.Platform.Invitations;

/// <summary>What the invitation mail says. The link is a secret and is kept protected in the outbox.</summary>
public sealed record InvitationMail(string Link, string? Firstname, string? Message, DateTimeOffset ExpiresAt);
