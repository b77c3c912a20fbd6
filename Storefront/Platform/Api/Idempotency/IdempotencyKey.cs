using System.Text;
using Microsoft.Extensions.Primitives;

namespace Storefront.Platform.Api.Idempotency;

/// <summary>Reads the header <c>Idempotency-Key</c>: 1 to 255 visible ASCII characters, bare or as a quoted string.</summary>
public static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    private const int Longest = 255;

    /// <summary>The key, or null when the header is given twice or is empty.</summary>
    public static string? Read(StringValues header)
    {
        var key = header is [{ } value] ? Unquoted(value.Trim(' ', '\t')) : null;
        return key is { Length: >= 1 and <= Longest } && key.All(character => character is > ' ' and <= '~') ? key : null;
    }

    private static string? Unquoted(string value)
    {
        if (!value.StartsWith('"'))
        {
            return value;
        }

        var key = new StringBuilder();
        for (var index = 1; index < value.Length; index++)
        {
            switch (value[index])
            {
                case '"':
                    return index == value.Length - 1 ? key.ToString() : null;
                case '\\' when index + 1 < value.Length && value[index + 1] is '"' or '\\':
                    key.Append(value[++index]);
                    break;
                case '\\':
                    return null;
                default:
                    key.Append(value[index]);
                    break;
            }
        }

        return null;
    }
}
