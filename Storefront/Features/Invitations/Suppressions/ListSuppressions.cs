using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Suppressions;

/// <summary>Lists a merchant's suppressed addresses, newest first and masked.</summary>
public sealed class ListSuppressions(StorefrontDb db, SuppressionList suppressions)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    private const int DefaultSize = 15;
    private const int LargestSize = 200;
    private const int LastPage = 1_000_000;

    public async Task<Result<Page<SuppressionSummary>>> RunAsync(Caller caller, ListSuppressionsRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        EmailAddress? address = null;
        var problems = new FieldProblems();
        problems.Add("page", request.Page is null or (>= 1 and <= LastPage) ? null : "Pages are counted from 1.");
        problems.Add("per_page",
            request.PerPage is null or (>= 1 and <= LargestSize) ? null : new Sentence("Choose between 1 and {0}.", LargestSize));
        problems.Add("email", request.Email is null ? null : EmailAddress.Check(request.Email, out address));
        problems.Add("reason", WireWord.CheckAll<SuppressionReason>(request.Reason is null ? null : [request.Reason], out var reasons));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        var (number, size) = (request.Page ?? 1, request.PerPage ?? DefaultSize);
        var found = address is null ? db.Suppressions.AsNoTracking() : suppressions.Of(address.Canonical);
        found = reasons is null ? found : found.Where(row => reasons.Contains(row.Reason));
        var rows = await found.OrderByDescending(row => row.Id).Skip((number - 1) * size).Take(size).ToListAsync(ct);
        return new Page<SuppressionSummary>([.. rows.Select(SuppressionSummary.Of)], number, size, await found.CountAsync(ct));
    }
}

/// <summary>Which part of the list (contract 1.5).</summary>
public sealed class ListSuppressionsRequest
{
    public int? Page { get; init; }

    /// <summary>1 to 200; 15 when absent.</summary>
    public int? PerPage { get; init; }

    /// <summary>A complete address, to find out whether it is suppressed.</summary>
    public string? Email { get; init; }

    /// <summary><c>declined</c>, <c>bounced</c> or <c>merchant</c>.</summary>
    public string? Reason { get; init; }
}
