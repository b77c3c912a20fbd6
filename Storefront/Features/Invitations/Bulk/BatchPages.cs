using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Checks which page of a list is wanted, and which batch is meant.</summary>
internal static class BatchPages
{
    private const int DefaultSize = 15;
    private const int LargestSize = 200;
    private const int LastPage = 1_000_000;

    public static (int Page, int Size) Check(FieldProblems problems, int? page, int? size)
    {
        problems.Add("page", page is null or (>= 1 and <= LastPage) ? null : "Pages are counted from 1.");
        problems.Add("per_page", size is null or (>= 1 and <= LargestSize) ? null : new Sentence("Choose between 1 and {0}.", LargestSize));
        return (page ?? 1, size ?? DefaultSize);
    }

    public static Refusal? CheckId(BatchRequest request) =>
        request.BatchId is > 0 ? null : BulkErrors.NamesNone;
}
