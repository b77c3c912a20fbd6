using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Storefront.Platform.Identity.Imported;

/// <summary>Reads phpass, WordPress's portable hash until 6.8: MD5, repeated with the password some thousand times.</summary>
internal static partial class PhpassHash
{
    private const string Letters = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int SettingLength = 12;
    private const int MostCost = 18;

    public static HashParts? Read(string text)
    {
        if (!Pattern().IsMatch(text))
        {
            return null;
        }

        var (cost, salt) = (Letters.IndexOf(text[3], StringComparison.Ordinal), Encoding.ASCII.GetBytes(text[4..SettingLength]));
        return new(
            text[SettingLength..], HashParts.Blank(text, SettingLength, text.Length - SettingLength), IsWeak: true,
            password => Derive(password, salt, 1 << cost))
        {
            IsTooCostly = cost > MostCost
        };
    }

#pragma warning disable CA5351 // The function is the other system's; the result is hashed again with ours.
    private static string Derive(byte[] password, byte[] salt, int rounds)
    {
        var hash = MD5.HashData((byte[])[.. salt, .. password]);
        for (var round = 0; round < rounds; round++)
        {
            hash = MD5.HashData((byte[])[.. hash, .. password]);
        }

        return Encode(hash);
    }
#pragma warning restore CA5351

    // Six bits a letter, the lowest first; the last byte alone gives two.
    private static string Encode(byte[] hash)
    {
        var text = new StringBuilder();
        for (var at = 0; at < hash.Length; at += 3)
        {
            var group = hash.AsSpan(at, Math.Min(3, hash.Length - at));
            var bits = group[0] | (group.Length > 1 ? group[1] << 8 : 0) | (group.Length > 2 ? group[2] << 16 : 0);
            for (var letter = 0; letter <= group.Length; letter++)
            {
                text.Append(Letters[(bits >> (6 * letter)) & 0x3F]);
            }
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^\$[PH]\$[./0-9A-Za-z]{31}\z", RegexOptions.None, HashParts.ReadingMilliseconds)]
    private static partial Regex Pattern();
}
