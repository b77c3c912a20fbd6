namespace Storefront.Platform.Csv;

/// <summary>A table as it came in a file, with what was found out about the file.</summary>
/// <param name="Encoding"><c>utf-8</c>, <c>utf-16</c> or <c>windows-1252</c>.</param>
/// <param name="Delimiter">The character between two columns.</param>
/// <param name="Columns">The headings; some may be empty.</param>
/// <param name="Rows">The rows below the headings.</param>
/// <param name="Warnings">What is probably wrong in single cells.</param>
public sealed record CsvFile(
    string Encoding, char Delimiter, IReadOnlyList<string> Columns, IReadOnlyList<CsvRow> Rows, IReadOnlyList<CsvWarning> Warnings);

/// <summary>One row: the line of the file on which it begins, and its cells.</summary>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells);

/// <summary>What is probably wrong in a cell; the column is counted from one.</summary>
public sealed record CsvWarning(int Line, int Column, string Code, Sentence Message);
