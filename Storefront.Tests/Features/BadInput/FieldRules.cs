using System.Text;
using System.Text.Json.Nodes;

namespace Storefront.Tests.Features.BadInput;

/// <summary>The rule library's result for a field, named as in the API; every door is compared with it.</summary>
internal static class FieldRules
{
    /// <summary>The problem, or null and the stored value; names and phone may be missing where they are optional.</summary>
    public static Sentence? Check(string field, string text, out string? kept, bool isOptional = false)
    {
        isOptional &= !field.Contains('.', StringComparison.Ordinal);
        kept = text;
        switch (field.Split('.')[^1])
        {
            case "email":
                var problem = EmailAddress.Check(text, out var address);
                kept = address?.Text;
                return problem;
            case "firstname" or "lastname":
                return PersonName.Check(text, out kept) ?? (kept is null && !isOptional ? "Enter a name." : null);
            case "phone":
                return PhoneNumber.Check(text, out kept)
                    ?? (kept is null && !isOptional && !field.Contains('.', StringComparison.Ordinal) ? "Enter a phone number." : null);
            case "message":
                return MerchantMessage.Check(text, out kept);
            case "country":
                kept = TextRules.Fold(text).ToUpperInvariant();
                return Countries.Names.ContainsKey(kept) ? null : "Choose a country of the list.";
            case "street":
                return TextRules.CheckOptionalLine(text, TextRules.MaxLength, out kept) ?? (kept is null ? "Enter something." : null);
            case "postcode" or "city":
                return TextRules.CheckOptionalValue(text, TextRules.MaxLength, out kept) ?? (kept is null ? "Enter something." : null);
            default:
                return TextRules.CheckOptionalLine(text, TextRules.MaxLength, out kept);
        }
    }

    /// <summary>Whether JSON can carry the text: NUL and lone surrogates are refused before any rule.</summary>
    public static bool IsText(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '\0' || !Rune.TryGetRuneAt(text, i, out var rune))
            {
                return false;
            }

            i += rune.Utf16SequenceLength;
        }

        return true;
    }

    /// <summary>A JSON object of the fields, with dots for nested ones; every non-ASCII character is escaped, lone surrogates
    /// too.</summary>
    public static string Json(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var parts = fields.GroupBy(field => field.Key.Split('.')[0]).Select(group => group.First().Key.Contains('.', StringComparison.Ordinal)
            ? $"\"{group.Key}\":" + Json(group.Select(field =>
                new KeyValuePair<string, string>(field.Key[(field.Key.IndexOf('.', StringComparison.Ordinal) + 1)..], field.Value)))
            : $"\"{group.Key}\":{Quote(group.First().Value)}");
        return $"{{{string.Join(',', parts)}}}";
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character is >= ' ' and <= '~' and not ('"' or '\\') ? character : $"\\u{(int)character:x4}");
        }

        return quoted.Append('"').ToString();
    }

    public static string? At(JsonNode? root, string field) => field.Split('.').Aggregate(root, (node, name) => node?[name])?.GetValue<string>();
}
