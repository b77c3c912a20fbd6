using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Csv;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Import;

/// <summary>Tells what a customer export is and how it would be read; stores nothing and mails nothing.</summary>
public sealed class InspectImport
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    private const int Samples = 5;

    public Task<Result<InspectedFile>> RunAsync(Caller caller, InspectImportRequest request, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(caller.Can(Needs) ? Inspect(caller, request, bytes) : ApiErrors.Forbidden);
    }

    private static Result<InspectedFile> Inspect(Caller caller, InspectImportRequest request, ReadOnlyMemory<byte> bytes)
    {
        var read = CsvFileReader.Read(bytes);
        if (read.Refusal is { } noTable)
        {
            return noTable;
        }

        var file = read.Value;
        if (ColumnMapping.Check(file.Columns, request.Mapping, caller.Can(Ability.ImportPasswords), out var mapping) is { } unfit)
        {
            return unfit;
        }

        var rows = CustomerTable.Read(file, mapping).ToList();
        return new InspectedFile(
            file.Encoding, DelimiterName(file.Delimiter), mapping.Source, file.Rows.Count, file.Columns, mapping.ByHeading(file.Columns),
            [.. rows.Take(Samples).Select(SampleRow.Of)],
            [.. ImportWarnings.Of(file, mapping, rows).Select(FileWarning.Of)]);
    }

    private static string DelimiterName(char delimiter) => delimiter switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        _ => delimiter.ToString(),
    };
}

/// <summary>How to read the file.</summary>
public sealed class InspectImportRequest
{
    /// <summary>The field by heading, where the headings are not known by themselves; an empty field leaves the column out.</summary>
    public IReadOnlyDictionary<string, string>? Mapping { get; init; }
}

/// <summary>A file as it would be read.</summary>
public sealed record InspectedFile(
    string Encoding, string Delimiter, ImportSource Source, int Rows, IReadOnlyList<string> Columns, IReadOnlyDictionary<string, string> Mapping,
    IReadOnlyList<SampleRow> Samples, IReadOnlyList<FileWarning> Warnings);

/// <summary>One of the first rows; a password hash is never shown.</summary>
public sealed record SampleRow(
    int Line, string? Email, string? Firstname, string? Lastname, string? Locale, string? ExternalId,
    IReadOnlyDictionary<string, string>? Metadata, bool HasPasswordHash)
{
    internal static SampleRow Of(ImportedRow row) => new(
        row.Line, row.Customer.Email, row.Customer.Firstname, row.Customer.Lastname, row.Customer.Locale, row.Customer.ExternalId,
        row.Customer.Metadata, row.Customer.ForeignHash is not null);
}

/// <summary>What is probably wrong, and where: the line of the file and the number of the column.</summary>
public sealed record FileWarning(int Line, int Column, string Code, string Message)
{
    internal static FileWarning Of(CsvWarning warning) => new(warning.Line, warning.Column, warning.Code, warning.Message.English);
}
