namespace Storefront.Platform.Csv;

/// <summary>Removes what shops and spreadsheet programs write around a cell so that it stays text.</summary>
public static class CsvCell
{
    private const char Mark = '\'';

    /// <summary>The text of a cell: without a <c>'</c> before a sign that begins a formula or before a number, and without <c>="…"</c>
    /// around it.</summary>
    public static string Unwrap(string cell)
    {
        var text = TextRules.TrimEnds(cell);
        if (text.StartsWith("=\"", StringComparison.Ordinal) && text.EndsWith('"') && text.Length > 3)
        {
            return text[2..^1];
        }

        return IsMarked(text) ? text[1..] : text;
    }

    /// <summary>Whether a cell begins with the mark of a text. A name such as <c>'t Hooft</c> does not.</summary>
    public static bool IsMarked(string text) => text is [Mark, '=' or '+' or '-' or '@' or (>= '0' and <= '9'), ..];
}
