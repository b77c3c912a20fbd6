using System.Security.Cryptography;
using System.Text;
using Storefront.Platform.Results;

namespace Storefront.Platform.Identity.Imported;

/// <summary>A password hash of another shop system: recognised, affordable to check, and split into its digest and what it was made
/// with.</summary>
public sealed class ImportedPasswordHash
{
    private readonly Func<byte[], string> _derive;

    private ImportedPasswordHash(string format, string text, HashParts parts)
    {
        Text = text;
        (Format, Digest, Blanked, IsWeak) = (format, parts.Digest, parts.Blanked, parts.IsWeak);
        _derive = parts.Derive;
    }

    /// <summary>The name of the format that the text was recognised in; together they are parsed again.</summary>
    public string Format { get; }

    /// <summary>Whether a copy of the hash could be guessed fast; such a hash is stored inside one of ours.</summary>
    public bool IsWeak { get; }

    internal string Text { get; }
    internal string Digest { get; }

    /// <summary>The text without its digest: algorithm, cost and salt. It gives no password away.</summary>
    internal string Blanked { get; }

    /// <summary>Recognises a hash in the named format, or in any that can be told by its form; a refusal says why it is none.</summary>
    public static Result<ImportedPasswordHash> Parse(string? format, string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > ImportedHashErrors.LongestHash)
        {
            return ImportedHashErrors.Unknown;
        }

        foreach (var known in ImportedHashFormats.Named(format))
        {
            if (known.Read(text) is { } parts)
            {
                return parts.IsTooCostly ? ImportedHashErrors.TooCostly : new ImportedPasswordHash(known.Name, text, parts);
            }
        }

        return ImportedHashErrors.Unknown;
    }

    /// <summary>Whether this is the password's hash, in constant time once derived. It can take most of a second of a core.</summary>
    public bool Verify(string password) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Derive(password)), Encoding.UTF8.GetBytes(Digest));

    /// <summary>The digest that the other system would have stored for a password.</summary>
    internal string Derive(string password) => _derive(Encoding.UTF8.GetBytes(password));
}
