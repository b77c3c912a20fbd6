using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.SignIn;

/// <summary>Opens a new session for a customer who has proved who it is, and ends the browser's former session.</summary>
/// <remarks>Part of the caller's transaction, and the same for passwords and passkeys.</remarks>
public sealed class SignInCompletion(Platform.Sessions.Sessions sessions, NewDevices devices, AuditTrail audit)
{
    /// <summary>Opens the session of the tracked customer.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="isRemembered">Whether a browser stays signed in for 30 days.</param>
    /// <param name="how">What the audit trail adds about the way in.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<SignedIn> RunAsync(Customer customer, Caller caller, bool isRemembered, string? how, CancellationToken ct)
    {
        customer.Language ??= caller.Language;
        await sessions.EndOwnAsync(caller, ct);
        var secret = Secret.New();
        sessions.Open(customer, caller.Door, secret, caller, isRemembered);
        await devices.NoticeAsync(customer, caller, ct);
        audit.Add("customer.signed_in", customer.SubjectId, how);
        return new(customer, secret);
    }
}
