using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Storefront.Platform.Identity.Imported;

/// <summary>Reads <c>digest:salt</c>, MD5 of salt and password, as Magento 1 writes it and PrestaShop with its cookie key; and MD5
/// alone.</summary>
internal static partial class Md5Hash
{
    private const int DigestLength = 32;

    public static HashParts? ReadSalted(string text) => SaltedPattern().IsMatch(text) ? Parts(text, text[(DigestLength + 1)..]) : null;

    public static HashParts? ReadBare(string text) => BarePattern().IsMatch(text) ? Parts(text, "") : null;

#pragma warning disable CA5351 // The function is the other system's; the result is hashed again with ours.
    public static string Derive(string salt, byte[] password) =>
        Convert.ToHexStringLower(MD5.HashData((byte[])[.. Encoding.UTF8.GetBytes(salt), .. password]));
#pragma warning restore CA5351

    private static HashParts Parts(string text, string salt) =>
        new(text[..DigestLength].ToLowerInvariant(), HashParts.Blank(text, 0, DigestLength), IsWeak: true, password => Derive(salt, password));

    [GeneratedRegex(@"^[0-9A-Fa-f]{32}:[^:\x00-\x1F]{1,64}\z", RegexOptions.None, HashParts.ReadingMilliseconds)]
    private static partial Regex SaltedPattern();

    [GeneratedRegex(@"^[0-9A-Fa-f]{32}\z", RegexOptions.None, HashParts.ReadingMilliseconds)]
    private static partial Regex BarePattern();
}
