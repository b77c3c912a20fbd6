namespace Storefront.Features.Accounts.Deletion;

/// <summary>A preview on the wire: rows per kind that would go, that would stay without the person, and that would stay until their term is over.</summary>
public sealed record DeletionPreviewData(string Plan, IReadOnlyDictionary<string, int> Erased, IReadOnlyDictionary<string, int> Masked, KeptCounts Kept)
{
    public static DeletionPreviewData Of(DeletionPreview preview) => new(
        preview.Plan, DeletionCounts.Of(preview.Lines, RowFate.Erased), DeletionCounts.Of(preview.Lines, RowFate.Masked), KeptCounts.Of(preview.Lines));
}

/// <summary>A receipt on the wire: what a deletion did. It names nobody.</summary>
/// <param name="Id">Its random number.</param>
/// <param name="DeletedAt">When.</param>
/// <param name="Plan">Which plan was carried out; its preview showed the same.</param>
/// <param name="Erased">Rows that went, by kind.</param>
/// <param name="Masked">Rows that stayed and say nothing about the person, by kind.</param>
/// <param name="Kept">What stayed until its term is over.</param>
/// <param name="Check">Follows from all of the above; the customer was given it.</param>
public sealed record DeletionReceiptSummary(
    Guid Id, DateTimeOffset DeletedAt, string Plan, IReadOnlyDictionary<string, int> Erased, IReadOnlyDictionary<string, int> Masked, KeptCounts Kept, string Check)
{
    public static DeletionReceiptSummary Of(DeletionReceipt receipt) => new(
        receipt.Id, receipt.DeletedAt, receipt.Plan,
        DeletionCounts.Of(receipt.Lines, RowFate.Erased), DeletionCounts.Of(receipt.Lines, RowFate.Masked), KeptCounts.Of(receipt.Lines), receipt.Check);
}

/// <summary>Orders that stay without the customer link, the last year they are kept, and the legal ground.</summary>
public sealed record KeptCounts(int Orders, int? UntilEndOf, string Ground)
{
    public static KeptCounts Of(IReadOnlyList<ErasureLine> lines)
    {
        var orders = lines.Single(line => line.Fate == RowFate.Kept);
        return new(orders.Count, orders.UntilEndOf, orders.Ground!);
    }
}

/// <summary>Sums lines up by kind.</summary>
internal static class DeletionCounts
{
    public static Dictionary<string, int> Of(IReadOnlyList<ErasureLine> lines, RowFate fate) =>
        lines.Where(line => line.Fate == fate).ToDictionary(line => line.Kind, line => line.Count);
}
