using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>What follows a commit waits for the outermost transaction, and goes with what is undone.</summary>
public sealed class AfterCommitTests(TestPlatform sqlite, PostgresPlatform postgres) : IClassFixture<TestPlatform>, IClassFixture<PostgresPlatform>
{
    private static readonly Refusal No = new(RefusalKind.Conflict, "test.no", "No.");

    [Fact]
    public Task An_action_runs_once_the_outermost_transaction_is_committed() => RunsAsync(sqlite);

    [RequiresProgramFact("initdb", asRoot: false)]
    public Task PostgreSQL_runs_it_then_too() => RunsAsync(postgres.Platform);

    private static async Task RunsAsync(TestPlatform platform)
    {
        var done = new List<string>();
        await platform.AsAsync(platform.Aurora, async db =>
        {
            await db.InOuterTransactionAsync<Done>(async () =>
            {
                await RunAsync(db, "kept", Done.Value);
                await RunAsync(db, "undone", No);
                Assert.Empty(done);
                return Done.Value;
            }, default);
            Assert.Equal(["kept"], done);
            await RunAsync(db, "alone", Done.Value);
            await RunAsync(db, "refused", No);
            return await db.InTransactionAsync<Done>(() => Task.FromResult<Result<Done>>(Done.Value), default);
        });

        Assert.Equal(["kept", "alone"], done);

        Task<Result<Done>> RunAsync(StorefrontDb db, string name, Result<Done> result) => db.InTransactionAsync(() =>
        {
            db.AfterCommit(() => done.Add(name));
            return Task.FromResult(result);
        }, default);
    }
}
