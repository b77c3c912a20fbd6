using System.Globalization;
using System.Security.Claims;

namespace Storefront.Platform.Staff;

/// <summary>What the admin's cookie says: the session's secret. Everything else is read from the rows.</summary>
/// <param name="Secret">The secret of the session.</param>
/// <param name="SessionId">The number of the session's row; 0 in the cookie.</param>
/// <param name="ClientAddress">The client address that limits count; empty in the cookie.</param>
public sealed record StaffTicket(string Secret, long SessionId = 0, string ClientAddress = "")
{
    private const string SecretClaim = "secret";
    private const string ClientClaim = "client";

    /// <summary>The ticket of a request or a circuit; null for a visitor.</summary>
    public static StaffTicket? Of(ClaimsPrincipal principal) => principal.FindFirstValue(SecretClaim) is not { } secret ? null : new(
        secret, long.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? "0", CultureInfo.InvariantCulture),
        principal.FindFirstValue(ClientClaim) ?? "");

    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
    [
        new(ClaimTypes.NameIdentifier, SessionId.ToString(CultureInfo.InvariantCulture)),
        new(SecretClaim, Secret),
        new(ClientClaim, ClientAddress),
    ], StaffAuthentication.Scheme));

    /// <summary>A member who typed the password and still owes the code.</summary>
    public static ClaimsPrincipal Half(long staffUserId) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, staffUserId.ToString(CultureInfo.InvariantCulture))], StaffAuthentication.HalfScheme));

    /// <summary>The number of such a member.</summary>
    public static long HalfOf(ClaimsPrincipal principal) =>
        long.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);

    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => nameof(StaffTicket);
}
