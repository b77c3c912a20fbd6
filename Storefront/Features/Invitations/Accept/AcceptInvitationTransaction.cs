using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Sessions;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Invitations.Accept;

/// <summary>The transaction of AcceptInvitation; the order of its steps makes it happen once.</summary>
public sealed class AcceptInvitationTransaction(
    StorefrontDb db, OneTimeTokens tokens, AccountTakeover takeover, VerifiedEmailEffects verifiedEmail, Sessions sessions, KnownDevices devices,
    AuditTrail audit)
{
    /// <summary>Spends the token and signs its customer in, or refuses because another caller was first. An unverified account is taken
    /// over.</summary>
    public async Task<Result<SignedIn>> RunAsync(Caller caller, OneTimeToken token, string passwordHash, string secret, CancellationToken ct)
    {
        // Locked first, as in every other verification: whoever comes second finds the other's link invalid.
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
            await takeover.RunAsync(customer, passwordHash, ct);
        }

        // A language chosen at the page takes precedence over the invitation's.
        customer.Language = caller.Language ?? customer.Language;
        var linked = await verifiedEmail.MarkAsync(customer, ct);
        await sessions.EndOwnAsync(caller, ct);
        sessions.Open(customer, caller.Door, secret, caller);
        await devices.RememberAsync(customer, caller, ct);
        audit.Add("invitation.accepted", customer.SubjectId, $"orders linked: {linked}");
        return new SignedIn(customer, secret);
    }
}
