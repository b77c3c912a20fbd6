using Microsoft.EntityFrameworkCore;
using Npgsql;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence;

/// <summary>The database on PostgreSQL.</summary>
public sealed class PostgresStorefrontDb(DbContextOptions<PostgresStorefrontDb> options, CurrentMerchant currentMerchant, WriteGate gate)
    : StorefrontDb(options, currentMerchant, gate)
{
    public override string ByteOrder => "C";

    protected override bool IsUniqueViolation(DbUpdateException problem) =>
        problem.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
