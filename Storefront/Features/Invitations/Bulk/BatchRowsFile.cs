using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Writes the rows of a batch as a CSV file that a spreadsheet program opens without running anything in it.</summary>
internal static class BatchRowsFile
{
    private static readonly CsvConfiguration _configuration = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",

        // A cell that begins with = + - @ would be a formula: a ' before it makes it a text.
        InjectionOptions = InjectionOptions.Escape,
        InjectionEscapeCharacter = '\'',
    };

    public static string Write(IEnumerable<BatchRowView> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);

        // The mark tells spreadsheet programs that this is UTF-8.
        text.Write('\uFEFF');
        using var csv = new CsvWriter(text, _configuration);
        foreach (var heading in new[] { "line", "email", "customer_id", "status", "code", "message" })
        {
            csv.WriteField(heading);
        }

        csv.NextRecord();
        foreach (var row in rows)
        {
            csv.WriteField(row.Line);
            csv.WriteField(row.Email);
            csv.WriteField(row.CustomerId);
            csv.WriteField(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(row.Status.ToString()));
            csv.WriteField(row.Code);
            csv.WriteField(row.Message);
            csv.NextRecord();
        }

        csv.Flush();
        return text.ToString();
    }
}
