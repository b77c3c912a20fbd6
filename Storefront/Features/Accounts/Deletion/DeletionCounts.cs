namespace Storefront.Features.Accounts.Deletion;

/// <summary>The counts of a deletion preview: rows per kind that would be deleted, that would stay without personal data, and that would be
/// kept until their retention term ends.</summary>
public sealed record DeletionPreviewData(
    string Plan, IReadOnlyDictionary<string, int> Erased, IReadOnlyDictionary<string, int> Masked, KeptCounts Kept)
{
    public static DeletionPreviewData Of(DeletionPreview preview) => new(
        preview.Plan, DeletionCounts.Of(preview.Lines, RowFate.Erased), DeletionCounts.Of(preview.Lines, RowFate.Masked),
        KeptCounts.Of(preview.Lines));
}

/// <summary>The receipt of a deletion. It names nobody.</summary>
/// <param name="Id">Its random number.</param>
/// <param name="DeletedAt">When the account was deleted.</param>
/// <param name="Plan">The fingerprint of the executed plan; the preview showed the same one.</param>
/// <param name="Erased">Deleted rows, by kind.</param>
/// <param name="Masked">Rows that stayed without personal data, by kind.</param>
/// <param name="Kept">What is kept until its retention term ends.</param>
/// <param name="Check">A check value derived from all other fields; the customer received the same one.</param>
public sealed record DeletionReceiptSummary(
    Guid Id, DateTimeOffset DeletedAt, string Plan, IReadOnlyDictionary<string, int> Erased, IReadOnlyDictionary<string, int> Masked, KeptCounts Kept,
    string Check)
{
    public static DeletionReceiptSummary Of(DeletionReceipt receipt) => new(
        receipt.Id, receipt.DeletedAt, receipt.Plan,
        DeletionCounts.Of(receipt.Lines, RowFate.Erased), DeletionCounts.Of(receipt.Lines, RowFate.Masked), KeptCounts.Of(receipt.Lines),
        receipt.Check);
}

/// <summary>Orders kept without the customer: their number, the last year they are kept, and the legal ground.</summary>
public sealed record KeptCounts(int Orders, int? UntilEndOf, string Ground)
{
    public static KeptCounts Of(IReadOnlyList<ErasureLine> lines)
    {
        var orders = lines.Single(line => line.Fate == RowFate.Kept);
        return new(orders.Count, orders.UntilEndOf, orders.Ground!);
    }
}

/// <summary>Sums lines by kind.</summary>
internal static class DeletionCounts
{
    public static Dictionary<string, int> Of(IReadOnlyList<ErasureLine> lines, RowFate fate) =>
        lines.Where(line => line.Fate == fate).ToDictionary(line => line.Kind, line => line.Count);
}
