using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Storefront.Platform.Identity.Imported;

/// <summary>Reads <c>digest:salt</c>, SHA-256 or SHA-512 of salt and password, as Magento 1 Enterprise writes it.</summary>
internal static partial class Sha2Hash
{
    private const int Sha256Length = 64;

    public static HashParts? ReadSalted(string text)
    {
        if (!SaltedPattern().IsMatch(text))
        {
            return null;
        }

        var length = text.IndexOf(':', StringComparison.Ordinal);
        var salt = Encoding.UTF8.GetBytes(text[(length + 1)..]);
        return new(text[..length].ToLowerInvariant(), HashParts.Blank(text, 0, length), IsWeak: true, password =>
        {
            byte[] salted = [.. salt, .. password];
            return Convert.ToHexStringLower(length == Sha256Length ? SHA256.HashData(salted) : SHA512.HashData(salted));
        });
    }

    [GeneratedRegex(@"^([0-9A-Fa-f]{64}|[0-9A-Fa-f]{128}):[^:\x00-\x1F]{1,64}\z", RegexOptions.ExplicitCapture, HashParts.ReadingMilliseconds)]
    private static partial Regex SaltedPattern();
}
