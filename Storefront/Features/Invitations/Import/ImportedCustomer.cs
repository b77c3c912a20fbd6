using System.Text.Json.Serialization;

namespace Storefront.Features.Invitations.Import;

/// <summary>One person of an uploaded table.</summary>
public sealed class ImportedCustomer
{
    /// <summary>At most 191 characters; unique at the merchant.</summary>
    public string? Email { get; init; }

    /// <summary>At most 191 characters.</summary>
    public string? Firstname { get; init; }

    /// <summary>At most 191 characters.</summary>
    public string? Lastname { get; init; }

    /// <summary>The language of the mail and of the account; that of the batch when absent.</summary>
    public string? Locale { get; init; }

    /// <summary>The customer's number in the merchant's own systems, at most 191 characters.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Notes of the merchant's own systems: up to 20 texts by name.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The password hash of the old shop; needs the ability <c>customers.import_passwords</c>.</summary>
    [JsonPropertyName("password_hash")]
    public string? ForeignHash { get; init; }

    /// <summary>The format of the hash, where it does not tell by itself.</summary>
    [JsonPropertyName("password_hash_format")]
    public string? ForeignHashFormat { get; init; }
}

/// <summary>One row of an uploaded table, the line on which it begins, and whether its cells fit the headings.</summary>
internal sealed record ImportedRow(int Line, ImportedCustomer Customer, bool HasTooManyCells = false);
