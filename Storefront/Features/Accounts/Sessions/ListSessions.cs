using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Sessions;

/// <summary>Lists the customer's sessions, browsers and API tokens alike, the last used first.</summary>
public sealed class ListSessions(StorefrontDb db, TimeProvider clock)
{
    public async Task<Result<IReadOnlyList<SessionSummary>>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Customer is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        var now = clock.GetUtcNow();
        var sessions = await db.Sessions.AsNoTracking().Where(session => session.CustomerId == customer.Id).ToListAsync(ct);
        return sessions.Where(session => session.IsAliveAt(now))
            .OrderByDescending(session => session.LastSeenAt).ThenByDescending(session => session.Id)
            .Select(session => SessionSummary.Of(session, caller.SessionId))
            .ToList();
    }
}

/// <summary>One session of the customer; its secret is never shown again.</summary>
public sealed record SessionSummary
{
    public required long Id { get; init; }

    /// <summary><c>browser</c>, or <c>bearer</c> for an API token.</summary>
    public required SessionKind Kind { get; init; }

    /// <summary>For example "Firefox on Windows".</summary>
    public string Device => DeviceInWords.English;

    /// <summary>The device's text, in the language of the page.</summary>
    [JsonIgnore]
    public Sentence DeviceInWords { get; init; } = DeviceText.Of(null);
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last use, precise to five minutes.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>The latest end, even if the session is used until then.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether this is the session of the request.</summary>
    public required bool IsCurrent { get; init; }

    internal static SessionSummary Of(Session session, long? current) => new()
    {
        Id = session.Id,
        Kind = session.Kind,
        DeviceInWords = DeviceText.Of(session.Device),
        CreatedAt = session.CreatedAt,
        LastSeenAt = session.LastSeenAt,
        ExpiresAt = session.ExpiresAt,
        IsCurrent = session.Id == current,
    };
}
