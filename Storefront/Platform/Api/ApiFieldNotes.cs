using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Storefront.Platform.Api;

/// <summary>What the OpenAPI document says of a request's fields beyond their types: bounds, formats, examples, and which are
/// required.</summary>
/// <remarks>A name means the same in every request, so one table serves all. The operations check the bounds.</remarks>
internal static class ApiFieldNotes
{
    private const string Email = "email";
    private const string Uri = "uri";
    private const string Password = "password";
    private const int Line = Domain.Values.TextRules.MaxLength;

    private static readonly Dictionary<string, Note> Notes = new(StringComparer.Ordinal)
    {
        ["email"] = new("jane@example.com", Line, Email),
        ["firstname"] = new("Jane", Line),
        ["lastname"] = new("Doe", Line),
        ["company"] = new("Doe Ltd", Line),
        ["tax_number"] = new("NL123456789B01", Line),
        ["phone"] = new("+31 20 123 4567", Line),
        ["account_type"] = new("private", OneOf: ["private", "business"]),
        ["locale"] = new("en", OneOf: Languages.All),
        ["message"] = new("We are looking forward to you.", MerchantMessage.MaxLength),
        ["expires_in_days"] = new(7, Least: 1, Most: 30),
        ["not_accepted_for_days"] = new(7, Least: 3, Most: 90),
        ["limit"] = new(1000, Least: 1, Most: 10_000),
        ["page"] = new(1, Least: 1),
        ["per_page"] = new(15, Least: 1, Most: 200),
        ["sortKey"] = new("id"),
        ["sortOrder"] = new("desc", OneOf: ["asc", "desc"]),
        ["search_query"] = new("jane", Line),
        ["customer_id"] = new(42, Least: 1),
        ["invitation_id"] = new(7, Least: 1),
        ["batch_id"] = new(3, Least: 1),
        ["order_id"] = new(12, Least: 1),
        ["project_id"] = new(1, Least: 1),
        ["receipt_id"] = new("01968f2a-7c1e-7c5b-9d5e-3f0a6b1c2d4e", Line),
        ["external_id"] = new("C-10042", Line),
        ["password"] = new("correct-horse-battery", Line, Password),
        ["password_confirmation"] = new("correct-horse-battery", Line, Password),
        ["current_password"] = new("correct-horse-battery", Line, Password),
        ["token"] = new("kR3pV9xW2mQ8tL5nB7cD4fG6hJ1sZ0aY", Line),
        ["name"] = new("My phone", CustomerPasskey.MaxNameLength),
        ["state"] = new("CfDJ8N4p"),
        ["credential"] = new("{\"id\":\"q5xN\",\"type\":\"public-key\",\"response\":{}}"),
        ["currency"] = new("EUR", 3),
        ["order_number"] = new("10042", Line),
        ["invoice_id"] = new("INV-10042", Line),
        ["invoice_url"] = new("https://shop.example/invoices/10042.pdf", 1000, Uri),
        ["tracking_url"] = new("https://carrier.example/track/10042", 1000, Uri),
        ["subtotal_amount"] = new("25.00"),
        ["shipping_amount"] = new("4.95"),
        ["tax_amount"] = new("5.20"),
        ["total_amount"] = new("29.95"),
        ["payment_status"] = new("paid"),
        ["country"] = new("NL", 2),
        ["postcode"] = new("1015 CJ", Line),
        ["street"] = new("Keizersgracht", Line),
        ["number"] = new("12", Line),
        ["city"] = new("Amsterdam", Line),
    };

    /// <summary>Adds the notes to the fields of a request, and marks the required ones.</summary>
    public static void Describe(IOpenApiSchema request, IReadOnlyList<string> required)
    {
        if (request is not OpenApiSchema { Properties: { } fields } schema)
        {
            return;
        }

        foreach (var (name, field) in fields)
        {
            if (field is OpenApiSchema one)
            {
                Describe(one, name, required.Contains(name));
            }
        }

        if (required.Count > 0)
        {
            schema.Required = new HashSet<string>((schema.Required ?? new HashSet<string>()).Concat(required));
        }
    }

    private static void Describe(OpenApiSchema field, string name, bool isRequired)
    {
        if (isRequired)
        {
            field.Type &= ~JsonSchemaType.Null;
        }

        if (field.Type is { } type && !type.HasFlag(JsonSchemaType.Object) && !type.HasFlag(JsonSchemaType.Array)
            && Notes.TryGetValue(name, out var note))
        {
            note.AddTo(field);
        }

        Describe(field, []);
        Describe(field.Items ?? field, []);
    }

    /// <summary>An example of a field, and its bounds.</summary>
    private sealed record Note(
        JsonNode Example, int? Longest = null, string? Format = null, int? Least = null, int? Most = null, IReadOnlyList<string>? OneOf = null)
    {
        public void AddTo(OpenApiSchema field)
        {
            field.Examples = [Example.DeepClone()];
            field.MaxLength = Longest;
            field.Format = Format ?? field.Format;
            field.Minimum = Least?.ToString(System.Globalization.CultureInfo.InvariantCulture);
            field.Maximum = Most?.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (OneOf is not null)
            {
                field.Enum = [.. OneOf.Select(value => (JsonNode)value)];
            }
        }
    }
}
