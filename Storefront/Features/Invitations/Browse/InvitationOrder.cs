namespace Storefront.Features.Invitations.Browse;

/// <summary>The order of a list of invitations, the same on every database: addresses sort by code point, invitations that were not
/// accepted come last in both directions, and equal ones keep one order across pages.</summary>
/// <remarks>Invitations are numbered in order of creation.</remarks>
internal sealed record InvitationOrder(string Key, bool IsDescending)
{
    public static readonly string[] Keys = ["id", "email", "status", "created_at", "expires_at", "accepted_at"];

    public bool IsByNumber => Key is "id" or "created_at";

    /// <summary>How many rows of a state that time ends are sorted by number: they are read from an index alone.</summary>
    public const int FewNumbers = 50_000;

    /// <summary>How many rows of a filter are sorted.</summary>
    public int Few => IsByNumber ? FewNumbers : 2_500;

    /// <summary>Sorts a few rows by their values.</summary>
    public IQueryable<Invitation> Sort(IQueryable<Invitation> few, DateTimeOffset now)
    {
        if (Key == "email")
        {
            return ByAddress(few);
        }

        var sorted = Key switch
        {
            "status" when IsDescending => few.OrderByDescending(row => row.AcceptedAt != null ? 1 : row.RevokedAt != null ? 4
                : row.DeclinedAt != null ? 2 : row.ExpiresAt > now ? 0 : 3),
            "status" => few.OrderBy(row => row.AcceptedAt != null ? 1 : row.RevokedAt != null ? 4
                : row.DeclinedAt != null ? 2 : row.ExpiresAt > now ? 0 : 3),
            "expires_at" when IsDescending => few.OrderByDescending(row => row.ExpiresAt),
            "expires_at" => few.OrderBy(row => row.ExpiresAt),
            "accepted_at" when IsDescending => few.OrderBy(row => row.AcceptedAt == null).ThenByDescending(row => row.AcceptedAt),
            "accepted_at" => few.OrderBy(row => row.AcceptedAt == null).ThenBy(row => row.AcceptedAt),
            _ => null,
        };
        return sorted is null ? ByNumber(few) : IsDescending ? sorted.ThenByDescending(row => row.Id) : sorted.ThenBy(row => row.Id);
    }

    /// <summary>Splits many rows into the ranges of the order, each in the order of an index.</summary>
    public IReadOnlyList<InvitationRange> Split(
        IQueryable<Invitation> many, IReadOnlyList<InvitationStatus> statuses, DateTimeOffset now) => Key switch
        {
            "email" => [new(Key, ByAddress(many), many)],
            "expires_at" => [new(Key, ByExpiry(many.ByExpiry()), many)],
            "accepted_at" =>
            [
                new(Key, ByAcceptance(many.In(InvitationStatus.Accepted, now)), many.In(InvitationStatus.Accepted, now)),
                new("others", ByNumber(many.Where(row => row.AcceptedAt == null)), many)
            ],
            "status" => [.. (IsDescending ? statuses.OrderDescending() : statuses.Order())
                .Select(status => new InvitationRange(
                    $"{status}", ByNumber(many.In(status, now)), many.In(status, now).Counted([status]),
                    status is InvitationStatus.Pending or InvitationStatus.Expired))],
            _ => [new(Key, ByNumber(many), many)],
        };

    public IQueryable<Invitation> ByNumber(IQueryable<Invitation> rows) =>
        IsDescending ? rows.OrderByDescending(row => row.Id) : rows.OrderBy(row => row.Id);

    private IQueryable<Invitation> ByAddress(IQueryable<Invitation> rows) => IsDescending
        ? rows.OrderByDescending(row => row.Customer.NormalizedEmail) : rows.OrderBy(row => row.Customer.NormalizedEmail);

    private IQueryable<Invitation> ByExpiry(IQueryable<Invitation> rows) => IsDescending
        ? rows.OrderByDescending(row => row.ExpiresAt).ThenByDescending(row => row.Id)
        : rows.OrderBy(row => row.ExpiresAt).ThenBy(row => row.Id);

    private IQueryable<Invitation> ByAcceptance(IQueryable<Invitation> rows) => IsDescending
        ? rows.OrderByDescending(row => row.AcceptedAt).ThenByDescending(row => row.Id)
        : rows.OrderBy(row => row.AcceptedAt).ThenBy(row => row.Id);
}

/// <summary>A part of a list in the order of an index: its name, its rows, the same rows as they are counted, and whether time ends their
/// state.</summary>
internal sealed record InvitationRange(string Name, IQueryable<Invitation> Rows, IQueryable<Invitation> Counted, bool IsOfTime = false);
