using Storefront.Platform.Csv;

namespace Storefront.Features.Invitations.Import;

/// <summary>Reads the customers out of the rows of a file.</summary>
internal static class CustomerTable
{
    public static IEnumerable<ImportedRow> Read(CsvFile file, ColumnMapping mapping) => file.Rows.Select(row =>
        new ImportedRow(row.Line, Read(row.Cells, mapping), row.Cells.Skip(file.Columns.Count).Any(cell => !string.IsNullOrWhiteSpace(cell))));

    private static ImportedCustomer Read(IReadOnlyList<string> cells, ColumnMapping mapping)
    {
        return new()
        {
            Email = Text(KnownHeadings.Email)?.TrimStart('\''),
            Firstname = Text(KnownHeadings.Firstname),

            // A name that the export does not divide stays whole: dividing it would be wrong for every second person.
            Lastname = Joined(Text(KnownHeadings.Preposition), Text(KnownHeadings.Lastname))
                ?? (Text(KnownHeadings.Firstname) is null ? Text(KnownHeadings.Name) : null),

            // Another system's language that we do not offer is no fault of the row.
            Locale = Languages.Of(Text(KnownHeadings.Locale)),
            ExternalId = Text(KnownHeadings.ExternalId)?.TrimStart('\''),
            Metadata = Notes(),
            ForeignHash = Text(KnownHeadings.ForeignHash),
            ForeignHashFormat = Text(KnownHeadings.ForeignHashFormat),
        };

        string? Text(string field) =>
            mapping.Fields.TryGetValue(field, out var index) && index < cells.Count && CsvCell.Unwrap(cells[index]) is { Length: > 0 } text
                ? text : null;

        Dictionary<string, string>? Notes()
        {
            var notes = mapping.Fields.Keys.Where(field => field.StartsWith(KnownHeadings.Note, StringComparison.Ordinal) && Text(field) is not null)
                .ToDictionary(field => field[KnownHeadings.Note.Length..], field => Text(field)!);
            return notes.Count == 0 ? null : notes;
        }
    }

    private static string? Joined(string? preposition, string? lastname) =>
        preposition is null || lastname is null ? lastname ?? preposition : $"{preposition} {lastname}";
}
