using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Storefront.Features.Invitations.Import;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Encrypts the fields of uploaded rows: addresses, names and the password hashes of other shops.</summary>
public sealed class BatchRowProtector(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("batch rows");

    public string Protect(ImportedCustomer customer) => _protector.Protect(JsonSerializer.Serialize(customer));

    /// <summary>Only the address, for a row that is written or left out.</summary>
    public string ProtectAddress(string? email) => Protect(new ImportedCustomer { Email = email });

    /// <summary>The fields; none where a customer has them.</summary>
    public ImportedCustomer Unprotect(InvitationBatchRow row) =>
        row.Content.Length == 0 ? new() : JsonSerializer.Deserialize<ImportedCustomer>(_protector.Unprotect(row.Content))!;
}
