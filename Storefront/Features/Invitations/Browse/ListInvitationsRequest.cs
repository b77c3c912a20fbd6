using System.Text.Json.Serialization;
using Storefront.Platform.Api;

namespace Storefront.Features.Invitations.Browse;

/// <summary>Which part of the list, found and sorted how (contract 1.5).</summary>
public sealed class ListInvitationsRequest
{
    public int? Page { get; init; }

    /// <summary>1 to 200; 15 when absent.</summary>
    public int? PerPage { get; init; }

    /// <summary>One or several of <c>pending</c>, <c>accepted</c>, <c>declined</c>, <c>expired</c> and <c>revoked</c>.</summary>
    [JsonConverter(typeof(OneOrSeveralConverter))]
    public IReadOnlyList<string>? Status { get; init; }

    /// <summary>One or several of <c>none</c>, <c>queued</c>, <c>sent</c>, <c>deferred</c>, <c>bounced</c> and <c>opened</c>.</summary>
    [JsonConverter(typeof(OneOrSeveralConverter))]
    public IReadOnlyList<string>? Delivery { get; init; }

    /// <summary>Only those of one batch.</summary>
    public long? BatchId { get; init; }

    /// <summary>The beginning of an address or of a name.</summary>
    public string? SearchQuery { get; init; }

    /// <summary>Invited at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Invited before this time.</summary>
    public DateTimeOffset? To { get; init; }

    [JsonPropertyName("sortKey")]
    public string? SortKey { get; init; }

    [JsonPropertyName("sortOrder")]
    public string? SortOrder { get; init; }
}
