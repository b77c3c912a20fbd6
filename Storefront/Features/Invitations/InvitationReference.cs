namespace Storefront.Features.Invitations;

/// <summary>The invitation that a merchant names: by its own number, by its customer's, or by both together.</summary>
public abstract class InvitationReference
{
    public long? InvitationId { get; init; }
    public long? CustomerId { get; init; }

    internal bool NamesNobody => InvitationId is null && CustomerId is null;

    /// <summary>The named customer; one who was never invited can be named only by their own number.</summary>
    internal IQueryable<Customer> CustomersAmong(IQueryable<Customer> customers, IQueryable<Invitation> invitations) => customers
        .Where(row => CustomerId == null || row.Id == CustomerId)
        .Where(row => InvitationId == null || invitations.Any(invitation => invitation.Id == InvitationId && invitation.CustomerId == row.Id));

    /// <summary>The named invitation, among those of the merchant.</summary>
    internal IQueryable<Invitation> Among(IQueryable<Invitation> invitations) => invitations
        .Where(row => (InvitationId == null || row.Id == InvitationId) && (CustomerId == null || row.CustomerId == CustomerId));
}
