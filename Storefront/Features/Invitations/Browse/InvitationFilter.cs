using Storefront.Platform.Api;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Browse;

/// <summary>Which of a merchant's invitations to list; its fields passed every rule.</summary>
internal sealed class InvitationFilter
{
    private const int DefaultSize = 15;
    private const int LargestSize = 200;
    private const int LastPage = 1_000_000;
    private static readonly string[] SortKeys = ["id", "email", "status", "created_at", "expires_at", "accepted_at"];

    private IReadOnlyList<InvitationStatus>? _statuses;
    private IReadOnlyList<InvitationDelivery>? _deliveries;
    private long? _batchId;
    private string? _wanted;
    private DateTimeOffset? _from;
    private DateTimeOffset? _to;

    public int Page { get; private set; }
    public int PerPage { get; private set; }

    /// <summary>Checks the request; returns every field's problem, or the filter.</summary>
    public static Refusal? Check(ListInvitationsRequest request, out InvitationFilter filter)
    {
        var problems = new FieldProblems();
        problems.Add("page", request.Page is null or (>= 1 and <= LastPage) ? null : "Pages are counted from 1.");
        problems.Add("per_page",
            request.PerPage is null or (>= 1 and <= LargestSize) ? null : new Sentence("Choose between 1 and {0}.", LargestSize));
        problems.Add("status", WireWords.Read<InvitationStatus>(request.Status, out var statuses));
        problems.Add("delivery", WireWords.Read<InvitationDelivery>(request.Delivery, out var deliveries));
        problems.Add("search_query", TextRules.CheckOptionalLine(request.SearchQuery, TextRules.MaxLength, out var wanted));
        problems.Add("sortKey",
            request.SortKey is null || SortKeys.Contains(request.SortKey) ? null : new Sentence("Choose one of: {0}.", string.Join(", ", SortKeys)));
        problems.Add("sortOrder", request.SortOrder is null or "asc" or "desc" ? null : "Choose asc or desc.");
        filter = new()
        {
            Page = request.Page ?? 1,
            PerPage = request.PerPage ?? DefaultSize,
            _statuses = statuses,
            _deliveries = deliveries,
            _batchId = request.BatchId,
            _wanted = wanted,
            _from = request.From?.ToUniversalTime(),
            _to = request.To?.ToUniversalTime(),
        };
        return problems.ToRefusal();
    }

    /// <summary>The selected invitations, each with its current state.</summary>
    public IQueryable<InvitationWithStatus> Among(IQueryable<Invitation> invitations, DateTimeOffset now)
    {
        invitations = _deliveries is null ? invitations : invitations.Where(row => _deliveries.Contains(row.Delivery));
        invitations = _batchId is null ? invitations : invitations.Where(row => row.BatchId == _batchId);
        invitations = _from is null ? invitations : invitations.Where(row => row.CreatedAt >= _from);
        invitations = _to is null ? invitations : invitations.Where(row => row.CreatedAt < _to);
        invitations = _wanted is null ? invitations : Named(invitations, _wanted);

        // The same order of conditions as Invitation.StatusAt.
        var found = invitations.Select(row => new InvitationWithStatus
        {
            Invitation = row,
            Status = row.AcceptedAt != null ? InvitationStatus.Accepted : row.RevokedAt != null ? InvitationStatus.Revoked
                : row.DeclinedAt != null ? InvitationStatus.Declined : row.ExpiresAt > now ? InvitationStatus.Pending : InvitationStatus.Expired,
        });
        return _statuses is null ? found : found.Where(row => _statuses.Contains(row.Status));
    }

#pragma warning disable CA1304, CA1311, CA1862, MA0011 // Becomes lower() of the database.
    private static IQueryable<Invitation> Named(IQueryable<Invitation> invitations, string wanted) => invitations.Where(row =>
        row.Customer.NormalizedEmail!.StartsWith(wanted.ToLower())
        || row.Customer.Firstname!.ToLower().StartsWith(wanted.ToLower()) || row.Customer.Lastname!.ToLower().StartsWith(wanted.ToLower()));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
}

/// <summary>An invitation and its state at a given time.</summary>
internal sealed class InvitationWithStatus
{
    public required Invitation Invitation { get; init; }
    public required InvitationStatus Status { get; init; }
}
