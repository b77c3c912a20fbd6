using System.Globalization;
using System.Text.RegularExpressions;
using Konscious.Security.Cryptography;

namespace Storefront.Platform.Identity.Imported;

/// <summary>Reads Argon2id in the PHC form, as PHP writes it.</summary>
internal static partial class Argon2Hash
{
    public const int MostMemoryKib = 64 * 1024;
    public const int MostPasses = 3;
    private const int MostLanes = 4;

    public static HashParts? Read(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match
            || Unpadded.Decode(match.Groups["salt"].Value) is not { Length: >= 8 } salt
            || Unpadded.Decode(match.Groups["digest"].Value) is not { Length: >= 16 } digest)
        {
            return null;
        }

        var (memory, passes, lanes) = (Number(match, "m"), Number(match, "t"), Number(match, "p"));
        return new(
            Unpadded.Encode(digest), HashParts.Blank(text, match.Groups["digest"].Index, match.Groups["digest"].Length), IsWeak: false,
            password => Unpadded.Encode(Derive(password, salt, memory, passes, lanes, digest.Length)))
        {
            IsTooCostly = memory > MostMemoryKib || passes > MostPasses || lanes > MostLanes
        };
    }

    public static byte[] Derive(byte[] password, byte[] salt, int memoryKib, int passes, int lanes, int length)
    {
        if (password.Length == 0)
        {
            // The library takes none, and nobody signs in with none.
            return [];
        }

        using var argon = new Argon2id(password) { Salt = salt, MemorySize = memoryKib, Iterations = passes, DegreeOfParallelism = lanes };
        return argon.GetBytes(length);
    }

    private static int Number(Match match, string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^\$argon2id\$v=19\$m=(?<m>[1-9]\d{0,7}),t=(?<t>[1-9]\d{0,3}),p=(?<p>[1-9]\d?)\$(?<salt>[A-Za-z0-9+/]{11,90})"
            + @"\$(?<digest>[A-Za-z0-9+/]{22,90})\z",
        RegexOptions.None, HashParts.ReadingMilliseconds)]
    private static partial Regex Pattern();
}
