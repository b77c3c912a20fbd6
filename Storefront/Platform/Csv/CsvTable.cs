using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Storefront.Platform.Csv;

/// <summary>Splits text into rows and cells, each with the line on which it begins.</summary>
internal static class CsvTable
{
    /// <summary>The rows of the text that hold anything; one more than <paramref name="most"/> when there are more.</summary>
    public static List<CsvRow> Read(string text, char delimiter, int most)
    {
        using var parser = Parser(text, delimiter);
        var rows = new List<CsvRow>();
        while (rows.Count <= most && parser.Read())
        {
            var cells = parser.Record!;
            if (cells.Any(cell => !string.IsNullOrWhiteSpace(cell)))
            {
                rows.Add(new(parser.RawRow - LineBreaksInside(parser.RawRecord), cells));
            }
        }

        return rows;
    }

    /// <summary>A parser that takes a quote inside an unquoted cell as it stands, as spreadsheet programs do.</summary>
    public static CsvParser Parser(string text, char delimiter) => new(
        new StringReader(text),
        new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            BadDataFound = null,
            HasHeaderRecord = false,
            IgnoreBlankLines = true,
        });

    private static int LineBreaksInside(string record)
    {
        var inside = record.AsSpan().TrimEnd("\r\n");
        return inside.Count('\n') + (inside.Contains('\n') ? 0 : inside.Count('\r'));
    }
}
