using System.Globalization;
using System.Security.Cryptography;

namespace Storefront.Tests.Support;

/// <summary>Computes codes as an authenticator app does (RFC 6238), by the machine's clock, which Identity reads too.</summary>
public static class AuthenticatorApp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Step = 30;

    /// <summary>The present code of a key.</summary>
    public static string CodeOf(string key)
    {
        var bits = string.Concat(key.Select(letter => Convert.ToString(Alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        byte[] secret = [.. bits.Chunk(8).Where(bite => bite.Length == 8).Select(bite => Convert.ToByte(new string(bite), 2))];
        var step = BitConverter.GetBytes(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / Step);
        Array.Reverse(step);
#pragma warning disable CA5350 // The standard's hash.
        var hash = HMACSHA1.HashData(secret, step);
#pragma warning restore CA5350
        var start = hash[^1] & 15;
        var number = ((hash[start] & 127) << 24) | (hash[start + 1] << 16) | (hash[start + 2] << 8) | hash[start + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
