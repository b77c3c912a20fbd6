namespace Storefront.Platform.Csv;

/// <summary>Finds out which character separates the columns of a file.</summary>
internal static class CsvDelimiter
{
    private const int Looked = 50;
    private static readonly char[] _known = [',', ';', '\t'];

    /// <summary>The delimiter that gives the first rows the same number of columns, and most of them; null when each gives one
    /// column.</summary>
    public static char? Find(string text)
    {
        var best = _known.Select(delimiter => (Delimiter: delimiter, Score: ScoreOf(text, delimiter))).MaxBy(found => found.Score);
        return best.Score > 0 ? best.Delimiter : null;
    }

    private static double ScoreOf(string text, char delimiter)
    {
        using var parser = CsvTable.Parser(text, delimiter);
        var (columns, rows, alike) = (0, 0, 0);
        while (rows < Looked && parser.Read())
        {
            columns = rows == 0 ? parser.Count : columns;
            rows++;
            alike += parser.Count == columns ? 1 : 0;
        }

        return columns < 2 ? 0 : ((double)alike / rows) + (columns / 1000.0);
    }
}
