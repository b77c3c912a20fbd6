using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>Only the erasure plan deletes customers, and the audit trail is append-only, in the program and in the database.</summary>
public sealed class AppendOnlyTablesTests : IAsyncLifetime, IDisposable
{
    private readonly TestPlatform _platform = new();

    public async Task InitializeAsync()
    {
        await _platform.Aurora.CustomerAsync("stays@example.com");
        var leaving = await _platform.Aurora.CustomerAsync("leaves@example.com");
        Assert.True((await new ApiDoor(_platform.Aurora).DeleteAsync(leaving, Shop.GoodPassword)).IsDone);
    }

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    public void Dispose() => _platform.Dispose();

    [Fact]
    public Task A_customer_cannot_be_deleted_outside_the_erasure_plan() => RefusedAsync(async db => db.Remove(await db.Customers.FirstAsync()));

    [Fact]
    public Task An_audit_entry_is_not_deleted() => RefusedAsync(async db => db.Remove(await db.AuditEntries.FirstAsync()));

    [Fact]
    public Task An_audit_entry_is_not_changed() =>
        RefusedAsync(async db => db.Entry(await db.AuditEntries.FirstAsync()).Property(entry => entry.Facts).CurrentValue = "something else");

    [Fact]
    public Task A_receipt_is_not_deleted() => RefusedAsync(async db => db.Remove(await db.DeletionReceipts.FirstAsync()));

    [Theory]
    [InlineData("""DELETE FROM "AuditEntries" """)]
    [InlineData("""UPDATE "AuditEntries" SET "Facts" = 'something else' """)]
    [InlineData("""DELETE FROM "DeletionReceipts" """)]
    [InlineData("""UPDATE "DeletionReceipts" SET "Counts" = '[]' """)]
    public async Task The_database_refuses_changes_too(string statement)
    {
        var refused = await _platform.UnchangedAsync(() => Assert.ThrowsAsync<SqliteException>(() =>
            _platform.AsAsync(_platform.Aurora, db => db.Database.ExecuteSqlRawAsync(statement))));

        Assert.Contains("only ever added", refused.Message, StringComparison.Ordinal);
    }

    private Task<InvalidOperationException> RefusedAsync(Func<Storefront.Platform.Persistence.StorefrontDb, Task> change) =>
        _platform.UnchangedAsync(() => _platform.AsAsync(_platform.Aurora, async db =>
    {
        await change(db);
        return await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }));
}
