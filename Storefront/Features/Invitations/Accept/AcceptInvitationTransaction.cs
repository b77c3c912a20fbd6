using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Sessions;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Invitations.Accept;

/// <summary>What happens in the one transaction of an acceptance, in the order that makes it happen once.</summary>
public sealed class AcceptInvitationTransaction(
    StorefrontDb db, OneTimeTokens tokens, AccountTakeover takeover, VerifiedEmailEffects provenAddress, Sessions sessions, KnownDevices devices, AuditTrail audit)
{
    /// <summary>Spends the token and lets its customer in, or refuses because another caller was first; an account that nobody proved is taken over.</summary>
    public async Task<Result<SignedIn>> RunAsync(Caller caller, OneTimeToken token, string passwordHash, string secret, CancellationToken ct)
    {
        // Held first, as every other proof of the address does: whoever comes second finds the link of the other void.
        if (await db.HoldAsync(token.Customer, ct) is not { } customer || !await tokens.TrySpendAsync(token, Secret.Hash(secret), ct))
        {
            return InvitationErrors.AlreadyAccepted;
        }

        if (customer.IsPending)
        {
            customer.SetPasswordHash(passwordHash);
        }
        else
        {
            await takeover.RunAsync(customer, token, passwordHash, ct);
        }

        // What was chosen at the page counts more than what the shop invited in.
        customer.Language = caller.Language ?? customer.Language;
        var linked = await provenAddress.MarkAsync(customer, ct);
        await sessions.EndOwnAsync(caller, ct);
        sessions.Open(customer, caller.Door, secret, caller);
        await devices.RememberAsync(customer, caller, ct);
        audit.Add("invitation.accepted", customer.SubjectId, $"orders linked: {linked}");
        return new SignedIn(customer, secret);
    }
}
