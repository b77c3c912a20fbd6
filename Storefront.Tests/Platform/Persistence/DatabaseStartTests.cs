using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>A database of this version is accepted; one that lacks a migration, the first or the last, refuses the start.</summary>
public sealed class DatabaseStartTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_database_of_this_version_starts()
    {
        await CheckAsync();
    }

    [Theory, InlineData("min"), InlineData("max")]
    public async Task A_database_that_lacks_one_migration_refuses_the_start(string which)
    {
#pragma warning disable EF1002 // One of the two words above.
        await _platform.AsAsync(_platform.Aurora, db => db.Database.ExecuteSqlRawAsync(
            $"""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = (SELECT {which}("MigrationId") FROM "__EFMigrationsHistory")"""));
#pragma warning restore EF1002

        var refused = await Assert.ThrowsAsync<StartRefusedException>(CheckAsync);

        Assert.Contains("database migrate", refused.Message, StringComparison.Ordinal);
    }

    private async Task CheckAsync()
    {
        await using var scope = _platform.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseStart>().CheckAsync(default);
    }
}
