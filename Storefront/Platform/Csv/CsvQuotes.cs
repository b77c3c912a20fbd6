namespace Storefront.Platform.Csv;

/// <summary>Follows the quotes of a table (RFC 4180), because a parser reads an open quote to the end of the file in silence.</summary>
internal static class CsvQuotes
{
    /// <summary>The index of the quote that is never closed, or -1.</summary>
    public static int FindOpen(string text, char delimiter)
    {
        var (opened, isFieldStart) = (-1, true);
        for (var i = 0; i < text.Length; i++)
        {
            var sign = text[i];
            if (opened >= 0)
            {
                if (sign == '"' && text.ElementAtOrDefault(i + 1) == '"')
                {
                    i++;
                }
                else if (sign == '"')
                {
                    opened = -1;
                }

                continue;
            }

            opened = sign == '"' && isFieldStart ? i : -1;
            isFieldStart = sign == delimiter || sign is '\n' or '\r';
        }

        return opened;
    }
}
