using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Storefront.Platform.Identity.Imported;

/// <summary>Reads Magento 2's <c>digest:salt:version</c>, where several versions hash one another's result: 0 is MD5, 1 SHA-256, 2 and
/// <c>3_length_passes_memory</c> Argon2id.</summary>
internal static partial class MagentoHash
{
    private const int SaltOfArgon = 16;

    // The constants of libsodium that version 2 stands for.
    private static readonly Step Interactive = new("2", 32, 2, 64 * 1024);

    public static HashParts? Read(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var (digest, salt) = (match.Groups["digest"].Value, match.Groups["salt"].Value);
        var steps = match.Groups["version"].Captures.Select(version => Step.Of(version.Value)).ToList();
        var argons = steps.Count(step => step.Length > 0);
        return new(
            digest.ToLowerInvariant(), HashParts.Blank(text, 0, digest.Length), IsWeak: argons == 0, password => Derive(password, salt, steps))
        {
            IsTooCostly = argons > 1 || steps.Any(step => step.MemoryKib > Argon2Hash.MostMemoryKib || step.Passes > Argon2Hash.MostPasses)
        };
    }

    // Each version hashes the hexadecimal text of the one before.
    private static string Derive(byte[] password, string salt, List<Step> steps)
    {
        var salted = Encoding.UTF8.GetBytes(salt);
        var text = "";
        foreach (var step in steps)
        {
            text = step.Name switch
            {
                "0" => Md5Hash.Derive(salt, password),
                "1" => Convert.ToHexStringLower(SHA256.HashData((byte[])[.. salted, .. password])),
                _ => Convert.ToHexStringLower(
                    Argon2Hash.Derive(password, salted[..SaltOfArgon], step.MemoryKib, step.Passes, lanes: 1, step.Length)),
            };
            password = Encoding.ASCII.GetBytes(text);
        }

        return text;
    }

    [GeneratedRegex(
        @"^(?<digest>[0-9A-Fa-f]{32,128}):(?<salt>[^:\x00-\x1F\x7F-\uFFFF]{16,64})(:(?<version>[012]|3_\d{2}_[1-9]\d{0,2}_[1-9]\d{4,10})){1,5}\z",
        RegexOptions.ExplicitCapture, HashParts.ReadingMilliseconds)]
    private static partial Regex Pattern();

    /// <summary>One version, and the cost of Argon2id; the others have none.</summary>
    private sealed record Step(string Name, int Length, int Passes, int MemoryKib)
    {
        public static Step Of(string version) => version.Split('_') switch
        {
            ["2"] => Interactive,
            ["3", var length, var passes, var bytes] =>
                new("3", (int)Number(length), (int)Number(passes), (int)Math.Min(Number(bytes) / 1024, int.MaxValue)),
            _ => new(version, 0, 0, 0),
        };

        private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
    }
}
