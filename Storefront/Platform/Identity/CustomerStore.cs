using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Identity;

/// <summary>Identity's EF Core store for customers: every look-up is filtered to the scope's merchant, and only the caller's transaction
/// saves.</summary>
/// <remarks>A customer's user name is the e-mail address. No method of <c>UserManager</c> that hashes or saves is called inside a
/// transaction: hashing would hold SQLite's only writer (ADR 0009).</remarks>
public sealed class CustomerStore : UserOnlyStore<
    Customer, StorefrontDb, long, IdentityUserClaim<long>, IdentityUserLogin<long>, IdentityUserToken<long>, CustomerPasskey>
{
    public CustomerStore(StorefrontDb db, IdentityErrorDescriber errors)
        : base(db, errors) => AutoSaveChanges = false;

    public override Task<Customer?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken = default) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);
}

/// <summary>Gives Identity our canonical form of addresses instead of its upper case.</summary>
public sealed class EmailAddressNormalizer : ILookupNormalizer
{
    /// <summary>The canonical address, or the text itself when it is not an address; no customer has it.</summary>
    public string? NormalizeEmail(string? email) => EmailAddress.Check(email, out var address) is null ? address.Canonical : email;

    public string? NormalizeName(string? name) => NormalizeEmail(name);
}
