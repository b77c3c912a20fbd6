using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Storefront.Platform.Tokens;

/// <summary>Creates and checks codes that are short enough to type; whoever accepts one must limit the attempts.</summary>
/// <remarks>All codes can be tried against a plain hash in a moment. So a code is hashed under its own key, which is stored encrypted: a
/// copy of the table without the key ring reveals nothing.</remarks>
public sealed class ShortCodes(IDataProtectionProvider provider)
{
    public const int Length = 6;
    private const int KeyBytes = 32;
    private readonly IDataProtector _protector = provider.CreateProtector("short codes");

    /// <summary>A new code, and what to store of it.</summary>
    public (string Code, byte[] Hash, string Key) New()
    {
        var code = RandomNumberGenerator.GetString("0123456789", Length);
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        return (code, Hash(key, code), Convert.ToBase64String(_protector.Protect(key)));
    }

    /// <summary>The six digits a person typed or pasted; null for anything else.</summary>
    public static string? Read(string? typed) => DigitCode.Read(typed, Length);

    /// <summary>Whether the code is the one that was hashed.</summary>
    public bool Fits(string code, byte[] hash, string key)
    {
        try
        {
            return CryptographicOperations.FixedTimeEquals(Hash(_protector.Unprotect(Convert.FromBase64String(key)), code), hash);
        }
        catch (CryptographicException)
        {
            // The key ring was replaced since: no code matches any more.
            return false;
        }
    }

    private static byte[] Hash(byte[] key, string code) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(code));
}
