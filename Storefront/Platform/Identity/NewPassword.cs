using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Identity;

/// <summary>Replaces a customer's password: every session ends, passkeys and devices are forgotten, and failed attempts are
/// cleared.</summary>
/// <remarks>Call it inside the transaction of the change; compute the hash before it. Passkeys go because an intruder may have made
/// one.</remarks>
public sealed class NewPassword(StorefrontDb db, Sessions.Sessions sessions, PasswordAttemptGuard attempts, KnownDevices devices)
{
    /// <summary>Sets the tracked customer's hash and ends every session, token and passkey.</summary>
    public async Task SetAsync(Customer customer, string hash, CancellationToken ct)
    {
        customer.SetPasswordHash(hash);
        await sessions.EndAllAsync(customer.Id, except: null, ct);
        await db.CustomerPasskeys.Where(passkey => passkey.UserId == customer.Id).ExecuteDeleteAsync(ct);
        await devices.ForgetAsync(customer, except: null, ct);
        await attempts.ForgetAsync(customer, ct);
    }
}
