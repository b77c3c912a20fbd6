namespace Storefront.Platform.Identity;

/// <summary>Replaces a customer's password: whoever knew the old one is out everywhere and their devices are strange, and misses against it are forgotten.</summary>
/// <remarks>Belongs inside the transaction of the change; the hash is made before it.</remarks>
public sealed class NewPassword(Sessions.Sessions sessions, PasswordAttemptGuard tries, KnownDevices devices)
{
    /// <summary>Gives the tracked customer the hash and ends every session and bearer.</summary>
    public async Task SetAsync(Customer customer, string hash, CancellationToken ct)
    {
        customer.SetPasswordHash(hash);
        await sessions.EndAllAsync(customer.Id, except: null, ct);
        await devices.ForgetAsync(customer, except: null, ct);
        await tries.ForgetAsync(customer, ct);
    }
}
