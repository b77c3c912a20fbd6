using Storefront.Features.Invitations.Accept;
using Storefront.Features.Invitations.Suppressions;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Invitations.Decline;

/// <summary>Declines an invitation: the link ends as declined, and only a new invitation can open the account.</summary>
/// <remarks>The pending customer stays, so that the merchant knows whom not to invite again. One guarded UPDATE: of a simultaneous
/// acceptance and decline exactly one succeeds. Declining twice has the effect of declining once.</remarks>
public sealed class DeclineInvitation(
    StorefrontDb db, OneTimeTokens tokens, InvitationTimeline timeline, SuppressionList suppressions, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Caller caller, InvitationLink link, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (link.Check(out var address) is { } unfit)
        {
            return unfit;
        }

        var token = await tokens.FindAsync(TokenPurpose.AcceptInvitation, address, link.Token!, ct);
        if (token?.StateAt(clock.GetUtcNow()) != LinkState.Usable)
        {
            return Became(token);
        }

        var declined = await db.InTransactionAsync<Done>(async () =>
        {
            // Locked first, as in every operation that ends an invitation.
            if (!await db.TryHoldAsync(token.Customer, ct) || !await tokens.TryDeclineAsync(token, ct))
            {
                return InvitationErrors.AlreadyAccepted;
            }

            await timeline.DeclineAsync(token.CustomerId, ct);
            await suppressions.AddAsync(address, SuppressionReason.Declined, ct);
            audit.Add("invitation.declined", token.Customer.SubjectId);
            return Done.Value;
        }, ct);

        // Another caller was first: the link's state is the answer.
        return declined.IsRefused ? Became(await tokens.FindAsync(token.Purpose, address, link.Token!, ct)) : declined;
    }

    private Result<Done> Became(OneTimeToken? token) => token?.StateAt(clock.GetUtcNow()) switch
    {
        LinkState.Declined => Done.Value,
        { } state when InvitationErrors.Of(state) is { } ended => ended,
        _ => InvitationErrors.Unknown,
    };
}
