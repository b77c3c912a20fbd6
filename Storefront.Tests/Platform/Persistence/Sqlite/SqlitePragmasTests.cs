using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence.Sqlite;

/// <summary>Every pooled connection a context gets, new or reused, has the settings for durability and erasure.</summary>
public sealed class SqlitePragmasTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task Every_pooled_connection_is_durable_and_overwrites_deleted_data()
    {
        for (var round = 0; round < 3; round++)
        {
            var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReadAsync()));

            Assert.All(told, pragmas => Assert.Equal("1 2 1 5000", pragmas));
        }
    }

    private async Task<string> ReadAsync()
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        var told = new List<int>();
        await db.Database.OpenConnectionAsync();
        foreach (var pragma in new[] { "PRAGMA foreign_keys", "PRAGMA synchronous", "PRAGMA secure_delete", "PRAGMA busy_timeout" })
        {
            told.AddRange(await db.Database.SqlQueryRaw<int>(pragma).ToListAsync());
        }

        await Task.Delay(20);
        await db.Database.CloseConnectionAsync();
        return string.Join(' ', told);
    }
}
