using System.Security.Cryptography;
using System.Text;

namespace Storefront.Platform.Tokens;

/// <summary>A random secret of 256 bits as 43 letters and digits; only its hash is ever stored.</summary>
/// <remarks>43 characters of an alphabet of 62 hold 256.03 bits (ASVS 11.5.1).</remarks>
public static class Secret
{
    public const int Length = 43;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Creates a new secret.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>A secret derived from two others by HMAC: only who has both can compute it again.</summary>
    public static string From(string one, string other) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other)));

    /// <summary>SHA-256 of the text's UTF-8 bytes. With 256 random bits inside, a slow hash would add nothing (ASVS 6.5.2).</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
