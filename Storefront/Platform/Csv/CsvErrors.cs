using Storefront.Platform.Results;

namespace Storefront.Platform.Csv;

/// <summary>Refusals of a file that is no table.</summary>
public static class CsvErrors
{
    /// <summary>The field that the refusals name.</summary>
    public const string Field = "file";

    public static readonly Refusal Empty = Invalid("file.empty", "The file is empty.");

    public static readonly Refusal Packed = Invalid("file.packed", "The file is packed. Unpack it and send the CSV file that is inside.");

    public static readonly Refusal Workbook = Invalid(
        "file.workbook",
        "This is a workbook. Open it, choose File, Save as and the type \"CSV UTF-8 (comma delimited)\", and send that file.");

    public static readonly Refusal NoText = Invalid("file.no_text", "This is no text file. Export the customers as CSV.");

    public static readonly Refusal OneColumn = Invalid(
        "file.one_column",
        "The file has one column only. Export it as CSV with commas, semicolons or tabs between the columns, and without quotes around whole lines.");

    public static Refusal Nul(TextPosition at) => Invalid(
        "file.nul", new("The file holds a NUL in line {0}, character {1}: it is damaged or no text.", at.Line, at.Character));

    public static Refusal Encoding(TextPosition at) => Invalid(
        "file.encoding",
        new("The letters in line {0}, character {1} are in an encoding that is not known. Save the file as CSV UTF-8.", at.Line, at.Character));

    public static Refusal Misread(TextPosition at) => Invalid(
        "file.misread",
        new("Letters with accents are garbled, first in line {0}, character {1}. Send the export as it came, not saved by another program.",
            at.Line, at.Character));

    public static Refusal OpenQuote(TextPosition at) => Invalid(
        "file.open_quote",
        new("The quote in line {0}, character {1} is never closed: the file was cut, or a quote is missing.", at.Line, at.Character));

    public static Refusal TooManyRows(int most, int line) => Invalid(
        "file.too_many_rows", new("The file has more than {0} rows. Split it before line {1} and send the parts one by one.", most, line));

    public static Refusal TooManyColumns(int most, int count) => Invalid(
        "file.too_many_columns", new("The file has {1} columns, more than {0}. Leave out what is not about the customer.", most, count));

    private static Refusal Invalid(string code, Sentence problem) => Refusal.Invalid(Field, code, problem);
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
