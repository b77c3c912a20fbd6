using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Invitations.Accept;

/// <summary>Writes down that a browser has shown the page of an invitation's link, the first time it does; the link stays as it is.</summary>
/// <remarks>A mail scanner that behaves as a browser counts too. Of a link that came to its end nothing is written.</remarks>
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
