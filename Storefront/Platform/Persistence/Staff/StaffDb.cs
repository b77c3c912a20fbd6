using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Storefront.Platform.Persistence.Staff;

/// <summary>The tables of the admin's staff, in the same database as the shops and without a reference to them.</summary>
/// <remarks>One sealed subclass per provider has its own migrations. On SQLite a write waits for the same lock as every other
/// writer.</remarks>
public abstract class StaffDb(DbContextOptions options, WriterLock writerLock) : DbContext(options)
{
    /// <summary>The table that lists the applied migrations.</summary>
    public const string History = "__StaffMigrationsHistory";

    /// <summary>The table of failed attempts to sign in.</summary>
    internal const string AttemptCounters = "StaffAttemptCounters";

    private const int UniqueConstraint = 2067;

    public DbSet<StaffUser> Users => Set<StaffUser>();
    public DbSet<StaffMembership> Memberships => Set<StaffMembership>();
    public DbSet<StaffSession> Sessions => Set<StaffSession>();
    public DbSet<StaffAttemptCounter> Attempts => Set<StaffAttemptCounter>();

    /// <summary>Whether a write now already holds the writer lock.</summary>
    internal bool HasTurn { get; private set; }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var turn = await writerLock.EnterAsync(cancellationToken);
        HasTurn = true;
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            HasTurn = false;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        using var turn = writerLock.Enter();
        HasTurn = true;
        try
        {
            return base.SaveChanges(acceptAllChangesOnSuccess);
        }
        finally
        {
            HasTurn = false;
        }
    }

    /// <summary>Saves what was added, or returns false when another row already has a value that must be unique.</summary>
    public async Task<bool> TrySaveAsync(CancellationToken ct)
    {
        try
        {
            await SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException problem) when (problem.InnerException
            is SqliteException { SqliteExtendedErrorCode: UniqueConstraint } or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return false;
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        StaffMappings.MapUsers(modelBuilder.Entity<StaffUser>());
        StaffMappings.MapTokens(modelBuilder.Entity<IdentityUserToken<long>>());
        StaffMappings.MapMemberships(modelBuilder.Entity<StaffMembership>());
        StaffMappings.MapSessions(modelBuilder.Entity<StaffSession>());
        StaffMappings.MapAttempts(modelBuilder.Entity<StaffAttemptCounter>());
    }
}

/// <summary>The staff's tables on SQLite.</summary>
public sealed class SqliteStaffDb(DbContextOptions<SqliteStaffDb> options, WriterLock writerLock) : StaffDb(options, writerLock)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Sqlite.UnixMilliseconds>();
    }
}

/// <summary>The staff's tables on PostgreSQL.</summary>
public sealed class PostgresStaffDb(DbContextOptions<PostgresStaffDb> options, WriterLock writerLock) : StaffDb(options, writerLock);
