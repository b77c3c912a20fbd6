namespace Storefront.Platform.Csv;

/// <summary>Compares the headings of columns: without capitals, accents, spaces and punctuation.</summary>
public static class CsvHeading
{
    public static string Fold(string heading) => string.Concat(SearchText.Fold(heading).Where(char.IsLetterOrDigit));
}
