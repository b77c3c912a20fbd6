namespace Storefront.Features.Invitations;

/// <summary>Which invitation a merchant means: by its own number, by its customer's, or by both together.</summary>
public abstract class InvitationReference
{
    public long? InvitationId { get; init; }
    public long? CustomerId { get; init; }

    internal bool NamesNobody => InvitationId is null && CustomerId is null;

    /// <summary>The customer who is meant; one who was never invited is named by their own number alone.</summary>
    internal IQueryable<Customer> CustomersAmong(IQueryable<Customer> customers, IQueryable<Invitation> invitations) => customers
        .Where(row => CustomerId == null || row.Id == CustomerId)
        .Where(row => InvitationId == null || invitations.Any(invitation => invitation.Id == InvitationId && invitation.CustomerId == row.Id));

    /// <summary>The invitation that is meant, among those of the merchant.</summary>
    internal IQueryable<Invitation> Among(IQueryable<Invitation> invitations) => invitations
        .Where(row => (InvitationId == null || row.Id == InvitationId) && (CustomerId == null || row.CustomerId == CustomerId));
}
