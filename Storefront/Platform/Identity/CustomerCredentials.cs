using Storefront.Domain;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Identity;

/// <summary>A customer by address, and what is written of one who comes in, by statements of our own: a storm of sign-ins leaves little time for anything but hashing.</summary>
public sealed class CustomerCredentials(StorefrontDb db, CommittedRows rows, CurrentMerchant currentMerchant)
{
    private const string OfAddress = """t."MerchantId" = @p0 AND t."NormalizedEmail" = @p1""";

    private const string Renewing = """
        UPDATE "Customers" SET "PasswordHash" = @p3, "Language" = COALESCE("Language", @p4) WHERE "MerchantId" = @p0 AND "Id" = @p1 AND "PasswordHash" = @p2
        """;

    private const string Setting = """
        UPDATE "Customers" SET "PasswordHash" = @p2, "Language" = COALESCE(@p3, "Language"), "EmailVerifiedAt" = COALESCE("EmailVerifiedAt", @p4) WHERE "MerchantId" = @p0 AND "Id" = @p1
        """;

    /// <summary>The scope's merchant's customer of this address as committed now, not tracked; null when there is none.</summary>
    public ValueTask<Customer?> FindAsync(EmailAddress address, CancellationToken ct) => rows.FindAsync<Customer>(OfAddress, [currentMerchant.Id, address.Canonical], ct);

    /// <summary>Holds the row of a customer whose password was checked and keeps the hash it has from now on, and the language where none is known; false when
    /// the account is gone or its password another one since.</summary>
    /// <remarks>Belongs inside the transaction that lets the customer in.</remarks>
    public async Task<bool> TryRenewAsync(Customer asChecked, string? hash, string? language, CancellationToken ct) =>
        await db.ExecuteAsync(Renewing, [currentMerchant.Id, asChecked.Id, asChecked.PasswordHash, hash, language], ct) == 1;

    /// <summary>Writes what an acceptance decides of the customer: the hash, since when the address is proven, and the language where one was chosen.</summary>
    /// <remarks>Belongs inside the transaction that spends the link.</remarks>
    public Task SetAsync(Customer accepted, string? language, CancellationToken ct) =>
        db.ExecuteAsync(Setting, [currentMerchant.Id, accepted.Id, accepted.PasswordHash, language, accepted.EmailVerifiedAt], ct);
}
