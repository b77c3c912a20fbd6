using Storefront.Features.Invitations.Import;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Csv;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>The rows of an upload, whether they came as JSON or as a file.</summary>
internal static class BulkTable
{
    public static Result<IReadOnlyList<ImportedRow>> Read(Caller caller, BulkInviteRequest request, Upload upload)
    {
        var rows = upload.IsFile ? OfFile(caller, request, upload) : OfJson(request);
        return !rows.IsRefused && rows.Value.Any(row => row.Customer.ForeignHash is not null) && !caller.Can(Ability.ImportPasswords)
            ? BulkErrors.NoPasswords : rows;
    }

    private static Result<IReadOnlyList<ImportedRow>> OfJson(BulkInviteRequest request) => request.Customers switch
    {
        null or { Count: 0 } => BulkErrors.NoCustomers,
        { Count: > CsvFileReader.MostRows } => BulkErrors.TooMany(CsvFileReader.MostRows),
        var customers => customers.Select((customer, index) => new ImportedRow(index + 1, customer ?? new())).ToList(),
    };

    private static Result<IReadOnlyList<ImportedRow>> OfFile(Caller caller, BulkInviteRequest request, Upload upload)
    {
        var read = CsvFileReader.Read(upload.Bytes);
        if (read.Refusal is { } noTable)
        {
            return noTable;
        }

        var file = read.Value;
        if (ColumnMapping.Check(file.Columns, request.Mapping, caller.Can(Ability.ImportPasswords), out var mapping) is { } unfit)
        {
            return unfit;
        }

        return !mapping.HasEmail ? BulkErrors.NoEmail : file.Rows.Count == 0 ? CsvErrors.Empty : CustomerTable.Read(file, mapping).ToList();
    }
}
