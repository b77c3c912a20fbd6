using Storefront.Platform.Results;

namespace Storefront.Platform.Csv;

/// <summary>Refusals of a file that is no table.</summary>
public static class CsvErrors
{
    /// <summary>The field that the refusals name.</summary>
    public const string Field = "file";

    public static readonly Refusal Empty = Refusal.Invalid(Field, "file.empty", "The file is empty.");

    public static readonly Refusal Packed = Refusal.Invalid(
        Field, "file.packed", "The file is packed. Unpack it and send the CSV file that is inside.");

    public static readonly Refusal Workbook = Refusal.Invalid(
        Field, "file.workbook",
        "This is a workbook. Open it, choose File, Save as and the type \"CSV UTF-8 (comma delimited)\", and send that file.");

    public static readonly Refusal NoText = Refusal.Invalid(Field, "file.no_text", "This is no text file. Export the customers as CSV.");

    public static readonly Refusal OneColumn = Refusal.Invalid(
        Field, "file.one_column",
        "The file has one column only. Export it as CSV with commas, semicolons or tabs between the columns, and without quotes around whole lines.");

    private static readonly Refusal HasNul = Refusal.Invalid(Field, "file.nul", "The file holds a NUL: it is damaged or no text.");

    private static readonly Refusal BadEncoding = Refusal.Invalid(
        Field, "file.encoding", "The letters are in an encoding that is not known. Save the file as CSV UTF-8.");

    private static readonly Refusal IsMisread = Refusal.Invalid(
        Field, "file.misread", "Letters with accents are garbled. Send the export as it came, not saved by another program.");

    private static readonly Refusal HasOpenQuote = Refusal.Invalid(
        Field, "file.open_quote", "A quote is never closed: the file was cut, or a quote is missing.");

    private static readonly Refusal HasTooManyRows = Refusal.Invalid(
        Field, "file.too_many_rows", "The file has too many rows. Split it and send the parts one by one.");

    private static readonly Refusal HasTooManyColumns = Refusal.Invalid(
        Field, "file.too_many_columns", "The file has too many columns. Leave out what is not about the customer.");

    public static Refusal Nul(TextPosition at) => HasNul.Saying(
        new("The file holds a NUL in line {0}, character {1}: it is damaged or no text.", at.Line, at.Character));

    public static Refusal Encoding(TextPosition at) => BadEncoding.Saying(
        new("The letters in line {0}, character {1} are in an encoding that is not known. Save the file as CSV UTF-8.", at.Line, at.Character));

    public static Refusal Misread(TextPosition at) => IsMisread.Saying(
        new("Letters with accents are garbled, first in line {0}, character {1}. Send the export as it came, not saved by another program.",
            at.Line, at.Character));

    public static Refusal OpenQuote(TextPosition at) => HasOpenQuote.Saying(
        new("The quote in line {0}, character {1} is never closed: the file was cut, or a quote is missing.", at.Line, at.Character));

    public static Refusal TooManyRows(int most, int line) => HasTooManyRows.Saying(
        new("The file has more than {0} rows. Split it before line {1} and send the parts one by one.", most, line));

    public static Refusal TooManyColumns(int most, int count) => HasTooManyColumns.Saying(
        new("The file has {1} columns, more than {0}. Leave out what is not about the customer.", most, count));
}

/// <summary>A place in a text file, counted from one.</summary>
public sealed record TextPosition(int Line, int Character)
{
    /// <summary>The place of an index in a text.</summary>
    public static TextPosition Of(string text, int index)
    {
        var line = 1;
        var start = 0;
        for (var i = 0; i < index; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && text.ElementAtOrDefault(i + 1) != '\n'))
            {
                (line, start) = (line + 1, i + 1);
            }
        }

        return new(line, index - start + 1);
    }
}
