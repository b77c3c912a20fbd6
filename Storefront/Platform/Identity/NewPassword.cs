namespace Storefront.Platform.Identity;

/// <summary>Replaces a customer's password: every session ends, its devices are forgotten, and failed attempts are cleared.</summary>
/// <remarks>Call it inside the transaction of the change; compute the hash before it.</remarks>
public sealed class NewPassword(Sessions.Sessions sessions, PasswordAttemptGuard attempts, KnownDevices devices)
{
    /// <summary>Sets the tracked customer's hash and ends every session and token.</summary>
    public async Task SetAsync(Customer customer, string hash, CancellationToken ct)
    {
        customer.SetPasswordHash(hash);
        await sessions.EndAllAsync(customer.Id, except: null, ct);
        await devices.ForgetAsync(customer, except: null, ct);
        await attempts.ForgetAsync(customer, ct);
    }
}
