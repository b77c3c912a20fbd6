using Storefront.Platform.Csv;

namespace Storefront.Features.Invitations.Import;

/// <summary>What is probably wrong in the rows of a readable file.</summary>
internal static class ImportWarnings
{
    private const int MostOfAKind = 100;

    public static IReadOnlyList<CsvWarning> Of(CsvFile file, ColumnMapping mapping, IReadOnlyList<ImportedRow> rows) =>
    [
        .. file.Warnings,
        .. mapping.HasEmail ? [] : NoEmail(),
        .. Marked(file),
        .. TooManyCells(file, rows).Take(MostOfAKind),
        .. mapping.HasEmail ? Addresses(rows, mapping.Fields[KnownHeadings.Email] + 1) : [],
    ];

    private static IEnumerable<CsvWarning> NoEmail() =>
        [new(1, 1, "no_email", "No column is known to hold e-mail addresses. Name it in the mapping, as in {\"Contact\": \"email\"}.")];

    private static IEnumerable<CsvWarning> Marked(CsvFile file) =>
        from column in Enumerable.Range(0, file.Columns.Count)
        let marked = file.Rows.Where(row => column < row.Cells.Count && CsvCell.IsMarked(row.Cells[column])).ToList()
        where marked.Count > 0
        select new CsvWarning(
            marked[0].Line, column + 1, "leading_apostrophe", new("{0} cells of this column begin with a '. It is left out.", marked.Count));

    private static IEnumerable<CsvWarning> TooManyCells(CsvFile file, IReadOnlyList<ImportedRow> rows) =>
        from row in rows
        where row.HasTooManyCells
        select new CsvWarning(row.Line, file.Columns.Count + 1, "row.columns", "This row has more cells than there are headings, so it is left out.");

    private static List<CsvWarning> Addresses(IReadOnlyList<ImportedRow> rows, int column)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var (duplicates, typos) = (new List<CsvWarning>(), new List<CsvWarning>());
        foreach (var row in rows)
        {
            if (EmailAddress.Check(row.Customer.Email, out var address) is not null)
            {
                continue;
            }

            if (!seen.TryAdd(address.Canonical, row.Line))
            {
                duplicates.Add(new(row.Line, column, "row.duplicate", new("This address is on line {0} already.", seen[address.Canonical])));
            }

            if (MailDomainTypos.Guess(address.Domain) is { } meant)
            {
                typos.Add(new(row.Line, column, "email.typo", new("Is {0} meant?", meant)));
            }
        }

        return [.. duplicates.Take(MostOfAKind), .. typos.Take(MostOfAKind)];
    }
}
