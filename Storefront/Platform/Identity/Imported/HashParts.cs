namespace Storefront.Platform.Identity.Imported;

/// <summary>A hash taken apart.</summary>
/// <param name="Digest">What the function yields for the right password, in one spelling.</param>
/// <param name="Blanked">The text with a digest of the same length that says nothing.</param>
/// <param name="IsWeak">Whether it can be guessed fast.</param>
/// <param name="Derive">The function, of the password's UTF-8 bytes.</param>
internal sealed record HashParts(string Digest, string Blanked, bool IsWeak, Func<byte[], string> Derive)
{
    /// <summary>How long a text may take to be recognised; no pattern comes near it.</summary>
    public const int ReadingMilliseconds = 1000;

    /// <summary>A letter of every digest's alphabet.</summary>
    private const char Nothing = 'A';

    /// <summary>Whether checking it would take longer than a password check may.</summary>
    public bool IsTooCostly { get; init; }

    /// <summary>A text with a part of it blanked.</summary>
    public static string Blank(string text, int start, int length) =>
        $"{text[..start]}{new string(Nothing, length)}{text[(start + length)..]}";
}

/// <summary>One format: its name in the API, and how its text is taken apart; null for a text of another format.</summary>
internal sealed record ImportedHashFormat(string Name, Func<string, HashParts?> Read);
