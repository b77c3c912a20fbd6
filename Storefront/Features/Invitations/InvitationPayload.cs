namespace Storefront.Features.Invitations;

/// <summary>An invitation in the data of a webhook's event: numbers, state, times and the address; never its link.</summary>
public sealed record InvitationPayload
{
    public required long InvitationId { get; init; }
    public required long CustomerId { get; init; }
    public required string? ExternalId { get; init; }
    public required long? BatchId { get; init; }

    /// <summary>The address; null where its owner is erased.</summary>
    public required string? Email { get; init; }
    public required InvitationStatus Status { get; init; }
    public required InvitationDelivery Delivery { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null until the invitation's mail is released by its batch.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }
    public required DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>The mail server's reply code and text, without addresses, when the mail bounced.</summary>
    public int? Code { get; init; }
    public string? Reason { get; init; }

    /// <summary>The invitation at the given time, and what happened to it.</summary>
    public static InvitationPayload Of(Invitation invitation, Customer customer, DateTimeOffset now, InvitationEvent? happened = null) => new()
    {
        InvitationId = invitation.Id,
        CustomerId = customer.Id,
        ExternalId = customer.ExternalId,
        BatchId = invitation.BatchId,
        Email = customer.Email,
        Status = invitation.StatusAt(now),
        Delivery = invitation.Delivery,
        CreatedAt = invitation.CreatedAt,
        ExpiresAt = invitation.LinkExpiresAt,
        AcceptedAt = invitation.AcceptedAt,
        Code = happened?.Code,
        Reason = happened?.Reason,
    };
}
