using Microsoft.EntityFrameworkCore;
using Npgsql;
using Storefront.Platform.Telemetry;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence.Postgres;

/// <summary>The database on PostgreSQL, which takes many writers at once and groups their flushes itself.</summary>
public sealed class PostgresStorefrontDb(
    DbContextOptions<PostgresStorefrontDb> options, CurrentMerchant currentMerchant) : StorefrontDb(options, currentMerchant)
{
    public override string ByteOrder => "C";

    // Texts that a list is sorted by, or searched by prefix: by code point, as on SQLite.
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        foreach (var name in (
            string[])[nameof(Customer.NormalizedEmail), nameof(Customer.FoldedName), nameof(Customer.FoldedLastname), nameof(Customer.FoldedCompany)])
        {
            modelBuilder.Entity<Customer>().Property(name).UseCollation(ByteOrder);
        }

        modelBuilder.Entity<Invitation>().Property(invitation => invitation.FoldedName).UseCollation(ByteOrder);
        modelBuilder.Entity<Invitation>().Property(invitation => invitation.FoldedLastname).UseCollation(ByteOrder);
        modelBuilder.Entity<Order>().Property(order => order.OrderNumber).UseCollation(ByteOrder);
    }

    protected override Task<T> InTurnAsync<T>(Func<Task<T>> statement, CancellationToken ct) => statement();

    protected override async Task<T> WriteAsync<T>(Func<Task<T>> work, Func<T, bool> isKept, CancellationToken ct)
    {
        await using var transaction = await Database.BeginTransactionAsync(ct);
        try
        {
            var result = await work();
            if (isKept(result))
            {
                await transaction.CommitAsync(ct);
                Meters.Commits.Record(1);
            }

            return result;
        }
        finally
        {
            ForgetInsertedRows();
        }
    }

    protected override bool IsUniqueViolation(DbUpdateException problem) =>
        problem.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
