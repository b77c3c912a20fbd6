using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>Lists the receipts of a merchant's deletions, newest first. Receipts name nobody.</summary>
public sealed class ListDeletions(StorefrontDb db)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    private const int DefaultSize = 15;
    private const int LargestSize = 200;
    private const int LastPage = 1_000_000;

    public async Task<Result<Page<DeletionReceipt>>> RunAsync(Caller caller, ListDeletionsRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var problems = new FieldProblems();
        problems.Add("page", request.Page is null or (>= 1 and <= LastPage) ? null : "Pages are counted from 1.");
        problems.Add(
            "per_page", request.PerPage is null or (>= 1 and <= LargestSize) ? null : new Sentence("Choose between 1 and {0}.", LargestSize));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        var (number, size) = (request.Page ?? 1, request.PerPage ?? DefaultSize);
        var receipts = db.DeletionReceipts.AsNoTracking().OrderByDescending(receipt => receipt.DeletedAt).ThenBy(receipt => receipt.Id);
        return new Page<DeletionReceipt>(
            await receipts.Skip((number - 1) * size).Take(size).ToListAsync(ct), number, size, await receipts.CountAsync(ct));
    }
}

/// <summary>Which page of the list.</summary>
public sealed class ListDeletionsRequest
{
    public int? Page { get; init; }

    /// <summary>1 to 200; 15 when absent.</summary>
    public int? PerPage { get; init; }
}
