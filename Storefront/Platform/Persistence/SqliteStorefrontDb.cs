using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence;

/// <summary>The database on SQLite.</summary>
public sealed class SqliteStorefrontDb(DbContextOptions<SqliteStorefrontDb> options, CurrentMerchant currentMerchant, WriteGate gate)
    : StorefrontDb(options, currentMerchant, gate)
{
    private const int UniqueConstraint = 2067;
    private const int PrimaryKeyConstraint = 1555;

    public override string ByteOrder => "BINARY";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
    }

    protected override bool IsUniqueViolation(DbUpdateException problem) =>
        problem.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueConstraint or PrimaryKeyConstraint };

    // SQLite has no type for a moment; whole milliseconds compare and sort as numbers.
    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        moment => moment.ToUnixTimeMilliseconds(),
        number => DateTimeOffset.FromUnixTimeMilliseconds(number));
}
