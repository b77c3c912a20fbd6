using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Storefront.Platform.Identity.Passkeys;

/// <summary>Seals the challenge of a passkey for the client that will answer it: for one merchant, one purpose and ten minutes.</summary>
public sealed class PasskeyChallengeProtector(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public string Seal(Merchant merchant, string purpose, string challenge) =>
        Protector(merchant, purpose).Protect(JsonSerializer.Serialize(new SealedChallenge(challenge, clock.GetUtcNow() + Lifetime)));

    /// <summary>The challenge, or null when it was sealed for something else or has expired.</summary>
    public string? Read(Merchant merchant, string purpose, string value)
    {
        try
        {
            var read = JsonSerializer.Deserialize<SealedChallenge>(Protector(merchant, purpose).Unprotect(value))!;
            return clock.GetUtcNow() < read.Until ? read.Challenge : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(Merchant merchant, string purpose) =>
        protection.CreateProtector("challenge of a passkey", purpose, $"merchant {merchant.Id}");

    private sealed record SealedChallenge(string Challenge, DateTimeOffset Until);
}
