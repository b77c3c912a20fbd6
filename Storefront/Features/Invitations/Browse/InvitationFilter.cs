using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Browse;

/// <summary>Which of a merchant's invitations to list; its fields passed every rule.</summary>
internal sealed class InvitationFilter
{
    private const int DefaultSize = 15;
    private const int LargestSize = 200;
    private const int LastPage = 1_000_000;
    private IReadOnlyList<InvitationStatus>? _statuses;
    private IReadOnlyList<InvitationDelivery>? _deliveries;
    private long? _batchId;
    private DateTimeOffset? _from;
    private DateTimeOffset? _to;

    public int Page { get; private set; }
    public int PerPage { get; private set; }
    public required InvitationOrder Order { get; init; }

    /// <summary>The beginning of an address or a name; null when nothing is searched.</summary>
    public string? Wanted { get; private set; }

    /// <summary>How many rows stand before the page.</summary>
    public int Skipped => (int)Math.Min((Page - 1L) * PerPage, int.MaxValue);

    /// <summary>The states in the list, each once.</summary>
    public IReadOnlyList<InvitationStatus> Statuses => _statuses ?? Enum.GetValues<InvitationStatus>();

    /// <summary>Whether the list holds some of the invitations only.</summary>
    public bool IsNarrow => _statuses is not null || _deliveries is not null || _batchId is not null || _from is not null || _to is not null;

    /// <summary>Names the selected rows, for their count.</summary>
    public string Name => FormattableString.Invariant($"{Joined(_statuses)} {Joined(_deliveries)} {_batchId} {_from:O} {_to:O}");

    /// <summary>Checks the request; returns every field's problem, or the filter.</summary>
    public static Refusal? Check(ListInvitationsRequest request, out InvitationFilter filter)
    {
        var problems = new FieldProblems();
        problems.Add("page", request.Page is null or (>= 1 and <= LastPage) ? null : "Pages are counted from 1.");
        problems.Add("per_page",
            request.PerPage is null or (>= 1 and <= LargestSize) ? null : new Sentence("Choose between 1 and {0}.", LargestSize));
        problems.Add("status", WireWord.CheckAll<InvitationStatus>(request.Status, out var statuses));
        problems.Add("delivery", WireWord.CheckAll<InvitationDelivery>(request.Delivery, out var deliveries));
        problems.Add("search_query", TextRules.CheckOptionalLine(request.SearchQuery, TextRules.MaxLength, out var wanted));
        problems.Add("sortKey",
            request.SortKey is null || InvitationOrder.Keys.Contains(request.SortKey)
                ? null : new Sentence("Choose one of: {0}.", string.Join(", ", InvitationOrder.Keys)));
        problems.Add("sortOrder", request.SortOrder is null or "asc" or "desc" ? null : "Choose asc or desc.");
        filter = new()
        {
            Page = request.Page ?? 1,
            PerPage = request.PerPage ?? DefaultSize,
            Order = new(request.SortKey ?? "id", request.SortOrder != "asc"),
            Wanted = wanted,
            _statuses = statuses,
            _deliveries = deliveries,
            _batchId = request.BatchId,
            _from = request.From?.ToUniversalTime(),
            _to = request.To?.ToUniversalTime(),
        };
        return problems.ToRefusal();
    }

    /// <summary>The selected invitations, before the search.</summary>
    public IQueryable<Invitation> Among(IQueryable<Invitation> invitations, DateTimeOffset now)
    {
        invitations = _statuses is null ? invitations : invitations.In(_statuses, now);
        invitations = _deliveries is [var only] ? invitations.Where(row => row.Delivery == only)
            : _deliveries is null ? invitations : invitations.Where(row => _deliveries.Contains(row.Delivery));
        invitations = _batchId is null ? invitations : invitations.Where(row => row.BatchId == _batchId);
        invitations = _from is null ? invitations : invitations.Where(row => row.CreatedAt >= _from);
        return _to is null ? invitations : invitations.Where(row => row.CreatedAt < _to);
    }

    private static string Joined<T>(IReadOnlyList<T>? values) => values is null ? "" : string.Join(',', values.Order());
}
