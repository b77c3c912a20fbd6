using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Invitations.Accept;

/// <summary>Records the first time that a browser shows the page of an invitation's link; the link stays usable.</summary>
/// <remarks>A mail scanner that behaves as a browser counts too. For an ended link nothing is recorded.</remarks>
public sealed class RecordInvitationOpening(StorefrontDb db, OneTimeTokens tokens, InvitationTimeline timeline)
{
    public Task<Result<Done>> RunAsync(OneTimeToken link, CancellationToken ct) => db.InTransactionAsync<Done>(async () =>
    {
        if (await db.TryHoldAsync(link.Customer, ct) && await tokens.TryOpenAsync(link, ct))
        {
            await timeline.OpenAsync(link.CustomerId, ct);
        }

        return Done.Value;
    }, ct);
}
