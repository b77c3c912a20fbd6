using System.Text.Json;
using System.Text.Json.Serialization;
using Storefront.Features.Invitations.Import;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Whom to invite, and how. Beside a CSV file the fields stand in the query.</summary>
public sealed class BulkInviteRequest
{
    /// <summary>1 to 10 000 people.</summary>
    public IReadOnlyList<ImportedCustomer>? Customers { get; init; }

    /// <summary>True judges every row and invites nobody.</summary>
    public bool? DryRun { get; init; }

    /// <summary>What becomes of a row whose address has a customer: <c>skip</c> (the default) or <c>fail</c>.</summary>
    public string? OnExisting { get; init; }

    /// <summary>Mails an hour, 1 to 100 000, or <c>auto</c>: as many as receivers accept from the merchant's domain.</summary>
    [JsonConverter(typeof(PaceConverter))]
    public string? Pace { get; init; }

    /// <summary>Mails nobody before this time, at most 90 days ahead.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The language of the mails; the merchant's when absent.</summary>
    public string? Locale { get; init; }

    /// <summary>A word of the merchant to every customer, plain text, at most 500 characters.</summary>
    public string? Message { get; init; }

    /// <summary>How many days each link is valid from the handing over of its mail, 1 to 30; the merchant's setting when absent.</summary>
    public int? ExpiresInDays { get; init; }

    /// <summary>For a file: the field by heading, where the headings are not known by themselves; an empty field leaves the column out.</summary>
    public IReadOnlyDictionary<string, string>? Mapping { get; init; }

    /// <summary>True takes the same bytes again within 24 hours.</summary>
    public bool? AllowRepeat { get; init; }
}

/// <summary>Reads a pace, which is a number or a word.</summary>
public sealed class PaceConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number when reader.TryGetInt32(out var mails) => mails.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
