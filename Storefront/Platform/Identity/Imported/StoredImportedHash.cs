using System.Diagnostics.CodeAnalysis;

namespace Storefront.Platform.Identity.Imported;

/// <summary>An imported hash as a customer's row holds it, until the first sign-in replaces it by one of ours.</summary>
/// <remarks>A strong one is stored as it came. Of a weak one only what it was made with is stored, beside one of our hashes of its
/// digest. Neither form is base64, so neither is taken for one of ours.</remarks>
internal sealed record StoredImportedHash(ImportedPasswordHash Hash, string? OurHash)
{
    private const string Strong = "imported";
    private const string Wrapped = "wrapped";

    public static string Of(ImportedPasswordHash hash) => $"{Strong}:{hash.Format}:{hash.Text}";

    public static string Wrap(ImportedPasswordHash hash, string ourHash) => $"{Wrapped}:{hash.Format}:{ourHash}:{hash.Blanked}";

    /// <summary>Reads a customer's hash; false when it is one of ours.</summary>
    public static bool TryRead(string stored, [NotNullWhen(true)] out StoredImportedHash? imported)
    {
        imported = stored.Split(':', 3) switch
        {
            [Strong, var format, var text] => new(Parse(format, text), null),
            [Wrapped, var format, var rest] when rest.IndexOf(':', StringComparison.Ordinal) is var end and > 0 =>
                new(Parse(format, rest[(end + 1)..]), rest[..end]),
            _ => null,
        };
        return imported is not null;
    }

    // Only what was parsed is stored.
    private static ImportedPasswordHash Parse(string format, string text) => ImportedPasswordHash.Parse(format, text).Value;
}
