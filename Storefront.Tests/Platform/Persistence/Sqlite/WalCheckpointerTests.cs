using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Storefront.Platform.Persistence.Sqlite;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence.Sqlite;

/// <summary>While requests write, the write-ahead log is checkpointed by itself; a failure is logged and retried.</summary>
public sealed class WalCheckpointerTests : IAsyncDisposable
{
    // More than is waited for, and far less than makes the writer checkpoint.
    private const int Bytes = 600 * 4096;
    private readonly TestPlatform _platform = new();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Writes_of_two_merchants_are_checkpointed_without_the_writer()
    {
        await WriteAsync(_platform.Aurora, 1);
        await WriteAsync(_platform.Birch, 1);
        var before = Size();

        await WriteAsync(_platform.Aurora, Bytes / 2);
        await WriteAsync(_platform.Birch, Bytes / 2);

        await Eventually.IsSoAsync(() => Size() >= before + (Bytes / 2));
    }

    [Fact]
    public async Task A_database_that_does_not_open_is_logged_and_retried()
    {
        using var log = new CapturedLog();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        await WriteAsync(_platform.Aurora, 1);
        await using var other = new SqliteConnection($"Data Source={_platform.DatabaseFile}-other;Pooling=False");
        await other.OpenAsync();
        using var writeBack = new WalCheckpointer(
            () => new SqliteConnection($"Data Source={_platform.DatabaseFile}/nowhere;Pooling=False"), loggers.CreateLogger<WalCheckpointer>());

        for (var times = 1; times <= 2; times++)
        {
            await using var fill = other.CreateCommand();
            fill.CommandText = $"CREATE TABLE Filling{times} AS SELECT zeroblob({Bytes})";
            await fill.ExecuteNonQueryAsync();
            writeBack.Wrote(other);
            await Eventually.IsSoAsync(() => log.Lines.Count(line => line.Contains("put off", StringComparison.Ordinal)) == times);
        }
    }

    private long Size() => new FileInfo(_platform.DatabaseFile).Length;

    private Task<int> WriteAsync(Shop shop, int length) => _platform.AsAsync(shop, async db =>
        (await db.InTransactionAsync<int>(
            async () => await db.Merchants.Where(row => row.Id == shop.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.SupportAddress, new string('x', length))),
            default)).Value);
}
