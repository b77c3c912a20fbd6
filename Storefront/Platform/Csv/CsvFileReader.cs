using Storefront.Platform.Results;

namespace Storefront.Platform.Csv;

/// <summary>Reads a customer export as it came: finds out encoding and delimiter, and refuses with a sentence what is no table or was read
/// wrongly before.</summary>
public static class CsvFileReader
{
    public const int MostRows = 10_000;
    public const int MostColumns = 100;
    private const int MostWarnings = 100;
    private const string DeclaredDelimiter = "sep=";
    private static readonly Sentence Garbled = "Letters with accents seem garbled: a program has read them in a wrong encoding.";
    private static readonly Sentence Mixture = "This line is in UTF-8 and others are in Windows-1252; both were read as they are.";

    /// <summary>The table in the bytes, or the refusal.</summary>
    public static Result<CsvFile> Read(ReadOnlyMemory<byte> bytes)
    {
        if (FileSignature.Check(bytes.Span) is { } noText)
        {
            return noText;
        }

        var decoded = TextDecoder.Decode(bytes.Span);
        if (decoded.Text.IndexOf('\0') is >= 0 and var nul)
        {
            return CsvErrors.Nul(TextPosition.Of(decoded.Text, nul));
        }

        if (TextDecoder.FindUndefined(decoded) is >= 0 and var undefined && decoded.Encoding != TextDecoder.Utf8Name)
        {
            return CsvErrors.Encoding(TextPosition.Of(decoded.Text, undefined));
        }

        return Read(decoded);
    }

    private static Result<CsvFile> Read(DecodedText decoded)
    {
        var text = decoded.Text;
        var declared = Declared(text);
        var delimiter = declared ?? CsvDelimiter.Find(text) ?? ',';
        if (CsvQuotes.FindOpen(text, delimiter) is >= 0 and var open)
        {
            return CsvErrors.OpenQuote(TextPosition.Of(text, open));
        }

        var rows = CsvTable.Read(text, delimiter, MostRows + (declared is null ? 1 : 2));
        rows.RemoveRange(0, declared is null ? 0 : 1);
        if (rows.Count == 0)
        {
            return CsvErrors.Empty;
        }

        return Judge(decoded, delimiter, [.. rows[0].Cells.Select(TextRules.TrimEnds)], rows[1..]);
    }

    private static Result<CsvFile> Judge(DecodedText decoded, char delimiter, IReadOnlyList<string> columns, List<CsvRow> rows)
    {
        if (columns.Count > MostColumns)
        {
            return CsvErrors.TooManyColumns(MostColumns, columns.Count);
        }

        if (columns.Count == 1 && (columns[0].AsSpan().ContainsAny(",;\t|") || rows.Any(row => row.Cells[0].AsSpan().ContainsAny(",;\t|"))))
        {
            return CsvErrors.OneColumn;
        }

        if (rows.Count > MostRows)
        {
            return CsvErrors.TooManyRows(MostRows, rows[MostRows].Line);
        }

        var misread = Misread(decoded.Encoding, rows, out var accented);
        if (misread.Count > 0 && misread.Count * 2 > accented)
        {
            return CsvErrors.Misread(PositionOf(decoded.Text, misread[0]));
        }

        return new CsvFile(decoded.Encoding, delimiter, columns, rows, [.. misread.Take(MostWarnings), .. Mixed(decoded, rows).Take(MostWarnings)]);
    }

    private static List<CsvWarning> Misread(string encoding, List<CsvRow> rows, out int accented)
    {
        var found = new List<CsvWarning>();
        accented = 0;
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Cells.Count; column++)
            {
                var isMisread = MisreadText.IsMisread(row.Cells[column], encoding);
                accented += isMisread || MisreadText.IsAccented(row.Cells[column]) ? 1 : 0;
                if (isMisread)
                {
                    found.Add(new(row.Line, column + 1, "mojibake", Garbled));
                }
            }
        }

        return found;
    }

    private static IEnumerable<CsvWarning> Mixed(DecodedText decoded, List<CsvRow> rows) =>
        from line in decoded.MixedLines
        let row = rows.FindLast(row => row.Line <= line)
        where row is not null
        let column = row.Cells.TakeWhile(cell => System.Text.Ascii.IsValid(cell)).Count() + 1
        select new CsvWarning(line, Math.Min(column, row.Cells.Count), "mixed_encodings", Mixture);

    private static TextPosition PositionOf(string text, CsvWarning warning)
    {
        var line = text.ReplaceLineEndings("\n").Split('\n').ElementAtOrDefault(warning.Line - 1) ?? "";
        var character = line.Select((sign, index) => (Sign: sign, Index: index)).FirstOrDefault(part => !char.IsAscii(part.Sign)).Index;
        return new(warning.Line, character + 1);
    }

    // A spreadsheet program's own first line, as in "sep=;".
    private static char? Declared(string text) =>
        text.StartsWith(DeclaredDelimiter, StringComparison.OrdinalIgnoreCase) && text.Length > DeclaredDelimiter.Length + 1
        && text[DeclaredDelimiter.Length + 1] is '\r' or '\n' ? text[DeclaredDelimiter.Length] : null;
}
