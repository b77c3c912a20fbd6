using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Storefront.Platform.Persistence.Staff;

/// <summary>Lets the migration tool read the staff's SQLite model without starting the application.</summary>
public sealed class SqliteStaffDesignTime : IDesignTimeDbContextFactory<SqliteStaffDb>
{
    public SqliteStaffDb CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<SqliteStaffDb>()
            .UseSqlite("Data Source=:memory:", options => options.MigrationsHistoryTable(StaffDb.History)).Options,
        new WriterLock(oneAtATime: true));
}

/// <summary>Lets the migration tool read the staff's PostgreSQL model without a server.</summary>
public sealed class PostgresStaffDesignTime : IDesignTimeDbContextFactory<PostgresStaffDb>
{
    public PostgresStaffDb CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<PostgresStaffDb>()
            .UseNpgsql("Host=localhost", options => options.MigrationsHistoryTable(StaffDb.History)).Options,
        new WriterLock(oneAtATime: false));
}
