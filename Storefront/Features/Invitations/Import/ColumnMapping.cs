using Storefront.Platform.Csv;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Import;

/// <summary>Which column of a file holds which field of a customer.</summary>
/// <param name="Source">The system that exported the file.</param>
/// <param name="Fields">The column's index by field; notes have names that begin with <c>metadata.</c>.</param>
internal sealed record ColumnMapping(ImportSource Source, IReadOnlyDictionary<string, int> Fields)
{
    private static readonly Refusal UnknownColumn = Refusal.Invalid("mapping", "mapping.unknown_column", "The file has no such column.");

    private static readonly Refusal UnknownField = Refusal.Invalid(
        "mapping", "mapping.unknown_field", new("Choose one of: {0}.", string.Join(", ", [.. KnownHeadings.ByField.Keys, "metadata.<name>"])));

    private static readonly string[] _secrets = [KnownHeadings.ForeignHash, KnownHeadings.ForeignHashFormat];

    /// <summary>Whether a column holds addresses; without one there is nobody to invite.</summary>
    public bool HasEmail => Fields.ContainsKey(KnownHeadings.Email);

    /// <summary>Finds the columns by their headings, and those that the merchant names by its own; an empty field leaves a column out.
    /// Columns with password hashes are only found for those who may import them.</summary>
    public static Refusal? Check(
        IReadOnlyList<string> columns, IReadOnlyDictionary<string, string>? wanted, bool withPasswords, out ColumnMapping mapping)
    {
        var folded = columns.Select(CsvHeading.Fold).ToList();
        var fields = new Dictionary<string, int>(StringComparer.Ordinal);
        var leftOut = new HashSet<int>();
        mapping = new(KnownHeadings.SourceOf(folded), fields);
        foreach (var (heading, field) in wanted ?? new Dictionary<string, string>())
        {
            if (Find(columns, folded, heading) is not { } index)
            {
                return UnknownColumn.Saying(new("The file has no column \"{0}\".", heading));
            }

            if (field.Length == 0)
            {
                leftOut.Add(index);
                continue;
            }

            if (!IsField(field))
            {
                return UnknownField;
            }

            fields[field] = index;
        }

        foreach (var (field, headings) in KnownHeadings.ByField.Where(known => withPasswords || !_secrets.Contains(known.Key)))
        {
            var index = headings.Select(heading => folded.IndexOf(heading))
                .FirstOrDefault(found => found >= 0 && !leftOut.Contains(found) && !fields.ContainsValue(found), -1);
            if (index >= 0)
            {
                fields.TryAdd(field, index);
            }
        }

        foreach (var index in Enumerable.Range(0, columns.Count)
            .Where(index => KnownHeadings.Consents.Contains(folded[index]) && !leftOut.Contains(index)))
        {
            fields.TryAdd(KnownHeadings.Note + columns[index], index);
        }

        return null;
    }

    /// <summary>The field by heading, as the wire shows it.</summary>
    public IReadOnlyDictionary<string, string> ByHeading(IReadOnlyList<string> columns) =>
        Fields.OrderBy(field => field.Value).DistinctBy(field => columns[field.Value])
            .ToDictionary(field => columns[field.Value], field => field.Key);

    private static int? Find(IReadOnlyList<string> columns, List<string> folded, string heading)
    {
        var exact = columns.ToList().IndexOf(heading);
        var index = exact >= 0 ? exact : folded.IndexOf(CsvHeading.Fold(heading));
        return index < 0 ? null : index;
    }

    private static bool IsField(string field) =>
        KnownHeadings.ByField.ContainsKey(field)
        || (field.StartsWith(KnownHeadings.Note, StringComparison.Ordinal) && field.Length > KnownHeadings.Note.Length);
}
