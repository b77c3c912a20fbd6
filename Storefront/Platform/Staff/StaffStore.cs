using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Storefront.Platform.Persistence.Staff;

namespace Storefront.Platform.Staff;

/// <summary>Identity's EF Core store for staff; the keys of authenticator apps and the recovery codes are encrypted at rest.</summary>
public sealed class StaffStore : UserOnlyStore<StaffUser, StaffDb, long>
{
    private readonly IDataProtector _protector;

    public StaffStore(StaffDb db, IDataProtectionProvider protection, IdentityErrorDescriber errors)
        : base(db, errors) => _protector = protection.CreateProtector("staff tokens");

    public override async Task<string?> GetTokenAsync(StaffUser user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { Length: > 0 } value ? _protector.Unprotect(value) : null;

    public override Task SetTokenAsync(StaffUser user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : _protector.Protect(value), cancellationToken);
}
