using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Storefront.Platform.Persistence.Postgres;
using Storefront.Platform.Persistence.Sqlite;

namespace Storefront.Platform.Persistence;

/// <summary>Lets the migration tool read the SQLite model without starting the application.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteStorefrontDb>
{
    public SqliteStorefrontDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteStorefrontDb>().UseSqlite("Data Source=:memory:").Options, new(), null!, null!);
}

/// <summary>Lets the migration tool read the PostgreSQL model without a server.</summary>
public sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresStorefrontDb>
{
    public PostgresStorefrontDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresStorefrontDb>().UseNpgsql("Host=localhost").Options, new());
}
