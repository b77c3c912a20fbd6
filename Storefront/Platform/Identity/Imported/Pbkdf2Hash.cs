using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Storefront.Platform.Identity.Imported;

/// <summary>Reads PBKDF2 in the PHC form, and in the older one with dots for plus signs.</summary>
internal static partial class Pbkdf2Hash
{
    public const int MostRounds = 1_000_000;

    public static HashParts? Read(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match
            || Unpadded.Decode(match.Groups["salt"].Value) is not { Length: >= 1 } salt
            || Unpadded.Decode(match.Groups["digest"].Value) is not { Length: >= 16 } digest
            || !int.TryParse(match.Groups["rounds"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds))
        {
            return null;
        }

        var function = Function(match.Groups["function"].Value);
        return new(
            Unpadded.Encode(digest), HashParts.Blank(text, match.Groups["digest"].Index, match.Groups["digest"].Length), IsWeak: true,
            password => Unpadded.Encode(Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, function, digest.Length)))
        {
            IsTooCostly = rounds > MostRounds
        };
    }

    private static HashAlgorithmName Function(string name) => name switch
    {
        "sha256" => HashAlgorithmName.SHA256,
        "sha512" => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA1,
    };

    [GeneratedRegex(
        @"^\$pbkdf2(-(?<function>sha1|sha256|sha512))?\$(i=)?(?<rounds>[1-9]\d{0,8})(,l=\d{1,3})?\$(?<salt>[A-Za-z0-9+/.]{2,90})"
            + @"\$(?<digest>[A-Za-z0-9+/.]{22,90})\z", RegexOptions.ExplicitCapture, HashParts.ReadingMilliseconds)]
    private static partial Regex Pattern();
}
