using System.Globalization;
using System.Text;

namespace Storefront.Domain.Security;

/// <summary>The personal and shop words that an attacker would try first. They do not count towards a password's strength.</summary>
public sealed record PasswordContext(
    string? Email = null, string? FirstName = null, string? LastName = null, string? ShopName = null, string? Host = null)
{
    private const string Product = "storefront";
    private const int MostWords = 64;
    private const int LongestValue = 4 * TextRules.MaxLength;

    public static PasswordContext None { get; } = new();

    /// <summary>The context of a person with this address and these names at a shop.</summary>
    public static PasswordContext At(Merchant shop, EmailAddress? address, string? firstname, string? lastname) =>
        new(address?.Text, firstname, lastname, shop.Name, shop.PrimaryHost);

    /// <summary>Keeps personal data out of logs.</summary>
    public override string ToString() => nameof(PasswordContext);

    /// <summary>The words, folded like <see cref="Fold"/>, longest first: whole values, values without separators, and their
    /// parts.</summary>
    /// <remarks>Parts under three characters (two beyond ASCII) and top-level domains are left out, because they occur in any
    /// text.</remarks>
    internal IReadOnlyList<string> Words()
    {
        string?[] inParts =
            [WithoutTopLevel(Email), WithoutTopLevel(Host), FirstName, LastName, FirstName + LastName, LastName + FirstName, ShopName, Product];
        return [.. inParts.SelectMany(Parts).Append(Fold(Email)).Append(Fold(Host))
            .Where(word => word.Length <= LongestValue)
            .Where(word => Characters.Count(word) >= (Ascii.IsValid(word) ? 3 : 2))
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(word => word.Length)
            .Take(MostWords)];
    }

    /// <summary>Folds case, accents and compatibility forms.</summary>
    internal static string Fold(string? text)
    {
        if (text is null || !Characters.IsWellFormed(text))
        {
            return "";
        }

        var letters = text.Normalize(NormalizationForm.FormKD).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        return string.Concat(letters).ToLowerInvariant();
    }

    private static IEnumerable<string> Parts(string? text)
    {
        if (text is not { Length: > 0 and <= LongestValue })
        {
            return [];
        }

        var value = Fold(text);
        var parts = string.Concat(value.Select(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [value, string.Concat(parts), .. parts];
    }

    // jane@mail.example.com -> jane@mail.example
    private static string? WithoutTopLevel(string? name) => name?.LastIndexOf('.') is { } dot and > 0 ? name[..dot] : name;
}
