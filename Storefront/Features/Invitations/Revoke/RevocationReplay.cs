using Storefront.Platform.Erasure;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Invitations.Revoke;

/// <summary>Withdraws an invitation again in a restored database; a pending customer whose erasure followed has an entry of its own.</summary>
public sealed class RevocationReplay(InvitationSender sender, InvitationTimeline timeline, AuditTrail audit) : IRevocationReplay
{
    public async Task RevokeAsync(Customer customer, CancellationToken ct)
    {
        audit.Add("invitation.revoked", customer.SubjectId);
        if (customer.IsInvitable)
        {
            await sender.WithdrawAsync(customer, ct);
            await timeline.RevokeAsync(customer.Id, ct);
        }
    }
}
