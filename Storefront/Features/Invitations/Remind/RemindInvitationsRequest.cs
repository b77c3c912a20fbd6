using System.Text.Json.Serialization;
using Storefront.Platform.Api;

namespace Storefront.Features.Invitations.Remind;

/// <summary>Whom to remind.</summary>
public sealed class RemindInvitationsRequest
{
    /// <summary><c>pending</c>, <c>expired</c>, or both; both when absent.</summary>
    [JsonConverter(typeof(OneOrSeveralConverter))]
    public IReadOnlyList<string>? Status { get; init; }

    /// <summary>Only those of one batch.</summary>
    public long? BatchId { get; init; }

    /// <summary>Invited at least so many days ago, 3 to 90; 3 when absent.</summary>
    public int? NotAcceptedForDays { get; init; }

    /// <summary>At most so many, the longest invited first; up to 10 000.</summary>
    public int? Limit { get; init; }
}
