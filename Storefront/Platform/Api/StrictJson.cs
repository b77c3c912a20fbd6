using System.Text.Json;
using System.Text.Unicode;
using Storefront.Platform.Results;

namespace Storefront.Platform.Api;

/// <summary>Reads a request body as one strict JSON object: valid UTF-8 with or without a byte-order mark, no duplicate keys, no NUL, no
/// lone surrogates, right types.</summary>
/// <remarks>Every fault is a refusal of kind invalid, under the field's name or under <c>body</c>. Unknown fields are ignored.</remarks>
public static class StrictJson
{
    public const int MaxDepth = 16;
    public const int MaxBytes = 64 * 1024;
    private const string Body = "body";

    private static readonly Refusal BadText = Refusal.Invalid(Body, "request.bad_text", "Contains characters that cannot be text.");
    private static readonly Refusal WrongType = Refusal.Invalid(Body, "request.wrong_type", "Has the wrong type.");
    private static readonly Refusal Malformed = Refusal.Invalid(
        Body, "request.malformed", "The body is not valid JSON, or names a field twice, or is nested too deep.");

    /// <summary>The root object, or a refusal. An empty body counts as an empty object, so that the missing fields are named.</summary>
    public static Result<JsonElement> Parse(ReadOnlyMemory<byte> body)
    {
        // A byte-order mark must not be sent, but many programs send one (RFC 8259 8.1).
        var utf8 = body.Span.StartsWith("\uFEFF"u8) ? body["\uFEFF"u8.Length..] : body;
        if (utf8.IsEmpty)
        {
            return JsonElement.Parse("{}");
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            return Malformed.Saying("The body is not valid UTF-8.");
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object && FindBadText(document.RootElement) is var bad
                ? bad is null ? document.RootElement.Clone() : BadText.At(bad)
                : Malformed.Saying("The body must be a JSON object.");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return Malformed;
        }
    }

    /// <summary>The root as a request of the given type, or a refusal that names the field of the wrong type.</summary>
    public static Result<object> Bind(JsonElement root, Type type)
    {
        try
        {
            return root.Deserialize(type, ApiJson.Options)!;
        }
        catch (JsonException problem)
        {
            // Names are dotted throughout, in lists too.
            var field = (problem.Path ?? "").TrimStart('$', '.').Replace('[', '.').Replace("]", "", StringComparison.Ordinal);
            return field.Length == 0 ? Malformed.Saying("The body does not have the form of this request.")
                : WrongType.At(field);
        }
    }

    // The path of the first field that holds NUL or a lone surrogate, with dots between nested names; inside a list, the list's name.
    private static string? FindBadText(JsonElement root)
    {
        foreach (var field in root.EnumerateObject())
        {
            if (!IsText(field.Name))
            {
                return Body;
            }

            if (field.Value.ValueKind == JsonValueKind.Object && FindBadText(field.Value) is { } inside)
            {
                return inside == Body ? field.Name : $"{field.Name}.{inside}";
            }

            if (!IsGood(field.Value))
            {
                return field.Name;
            }
        }

        return null;
    }

    private static bool IsGood(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => TryText(value, out var text) && IsText(text),
        JsonValueKind.Array => value.EnumerateArray().All(IsGood),
        JsonValueKind.Object => FindBadText(value) is null,
        _ => true,
    };

    private static bool IsText(string text) => !text.Contains('\0', StringComparison.Ordinal);

    private static bool TryText(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 without its partner.
            text = "";
            return false;
        }
    }
}
