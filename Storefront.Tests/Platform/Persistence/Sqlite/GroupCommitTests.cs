using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Api;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Sqlite;
using Storefront.Platform.Results;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence.Sqlite;

/// <summary>Simultaneous requests share one commit, and nothing else.</summary>
public sealed class GroupCommitTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();
    private readonly TaskCompletionSource<Result<Done>> _opening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<Result<Done>> _first = null!;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_refused_or_failed_write_does_not_affect_others_in_its_commit()
    {
        await _platform.AsAsync(_platform.Aurora, db => ExecuteAsync(db, """
            CREATE TRIGGER "Impossible" BEFORE INSERT ON "Customers" WHEN NEW."Email" LIKE 'impossible%' BEGIN SELECT RAISE(ABORT, 'impossible'); END
            """));
        await OpenAsync();
        var refused = InTransactionAsync(_platform.Aurora, async db => await AddAndSaveAsync(db, "refused") ? ApiErrors.Forbidden : Done.Value);
        var failed = InTransactionAsync(
            _platform.Aurora, async db => await AddAndSaveAsync(db, "failed") ? throw new InvalidOperationException("failed") : Done.Value);
        var impossible = InTransactionAsync(_platform.Aurora, db => KeptAsync(() => Add(db, "impossible")));
        var taken = InTransactionAsync(_platform.Aurora, async db =>
        {
            Add(db, "first");
            return await db.TrySaveAsync(default) ? Done.Value : ApiErrors.Forbidden;
        });
        var isAnybodyAnswered = true;
        var last = InTransactionAsync(_platform.Aurora, db => KeptAsync(() =>
        {
            isAnybodyAnswered = _first.IsCompleted || refused.IsCompleted || failed.IsCompleted || impossible.IsCompleted || taken.IsCompleted;
            Add(db, "last");
        }));
        _opening.SetResult(Done.Value);

        Assert.False((await _first).IsRefused);
        Assert.True((await refused).IsRefused);
        Assert.Equal("failed", (await Assert.ThrowsAsync<InvalidOperationException>(() => failed)).Message);
        await Assert.ThrowsAsync<DbUpdateException>(() => impossible);
        Assert.True((await taken).IsRefused);
        Assert.False((await last).IsRefused);
        Assert.False(isAnybodyAnswered, "Somebody was answered before the commit they share.");
        Assert.Equal(["first", "last"], await StoredAsync(_platform.Aurora));
    }

    [Fact]
    public async Task Two_shops_in_one_transaction_see_and_write_their_own_rows_only()
    {
        await OpenAsync();
        var aurora = InTransactionAsync(
            _platform.Aurora, async db => await SeenAsync(db) is ["first"] ? await KeptAsync(() => Add(db, "aurora")) : ApiErrors.Forbidden);
        var birch = InTransactionAsync(
            _platform.Birch, async db => await SeenAsync(db) is [] ? await KeptAsync(() => Add(db, "birch", _platform.Birch)) : ApiErrors.Forbidden);
        var crossing = InTransactionAsync(_platform.Birch, db => KeptAsync(() => Add(db, "crossing", _platform.Aurora)));
        _opening.SetResult(Done.Value);

        Assert.False((await aurora).IsRefused);
        Assert.False((await birch).IsRefused);
        await Assert.ThrowsAsync<InvalidOperationException>(() => crossing);
        Assert.Equal(["aurora", "first"], await StoredAsync(_platform.Aurora));
        Assert.Equal(["birch"], await StoredAsync(_platform.Birch));
    }

    [Fact]
    public async Task A_request_cancelled_while_waiting_never_begins()
    {
        await OpenAsync();
        using var impatience = new CancellationTokenSource();
        var hasBegun = false;
        var givenUp = InTransactionAsync(_platform.Aurora, db => KeptAsync(() => hasBegun = true), impatience.Token);
        var stays = InTransactionAsync(_platform.Aurora, db => KeptAsync(() => Add(db, "stays")));

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        _opening.SetResult(Done.Value);
        Assert.False((await stays).IsRefused);
        Assert.False(hasBegun);
        Assert.Equal(["first", "stays"], await StoredAsync(_platform.Aurora));
    }

    [Fact]
    public async Task A_write_that_never_ends_is_cut_off_and_writes_nothing_later()
    {
        await OpenAsync(patience: TimeSpan.FromSeconds(2));
        var awakening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<bool> late = null!;
        var hung = InTransactionAsync(_platform.Aurora, async db =>
        {
            await AddAndSaveAsync(db, "hung");
            await (late = AddLateAsync(db));
            return Done.Value;
        });
        var behind = InTransactionAsync(_platform.Aurora, db => KeptAsync(() => Add(db, "behind")));
        _opening.SetResult(Done.Value);

        await Assert.ThrowsAsync<TimeoutException>(() => hung);
        Assert.False((await _first).IsRefused);
        Assert.False((await behind).IsRefused);
        awakening.SetResult();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => late);
        Assert.Equal(["behind", "first"], await StoredAsync(_platform.Aurora));

        async Task<bool> AddLateAsync(StorefrontDb db)
        {
            await awakening.Task;
            return await AddAndSaveAsync(db, "late");
        }
    }

    [Fact]
    public async Task A_failed_commit_fails_every_write_and_the_next_write_succeeds()
    {
        await OpenAsync();
        var culprit = InTransactionAsync(_platform.Aurora, async db =>
        {
            await ExecuteAsync(db, "PRAGMA defer_foreign_keys=ON");
            await ExecuteAsync(db, """INSERT INTO "AuditEntries" ("MerchantId", "At", "Action", "SubjectId") VALUES (99, 0, 'orphan', 'x')""");
            return Done.Value;
        });
        var neighbour = InTransactionAsync(_platform.Aurora, db => KeptAsync(() => Add(db, "neighbour")));
        _opening.SetResult(Done.Value);

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => culprit);
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => neighbour);
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => _first);
        Assert.False((await InTransactionAsync(_platform.Aurora, db => KeptAsync(() => Add(db, "next")))).IsRefused);
        Assert.Equal(["next"], await StoredAsync(_platform.Aurora));
    }

    // The first write keeps the transaction open until the others are queued behind it.
    private async Task OpenAsync(TimeSpan? patience = null)
    {
        var commits = _platform.Services.GetRequiredService<GroupCommit>();
        (commits.LongestTogether, commits.Patience) = (TimeSpan.FromMinutes(2), patience ?? TimeSpan.FromMinutes(2));
        _first = InTransactionAsync(_platform.Aurora, async db =>
        {
            _entered.SetResult();
            var opened = await _opening.Task;
            Add(db, "first");
            return opened;
        });
        await _entered.Task;
    }

    private Task<Result<Done>> InTransactionAsync(Shop shop, Func<StorefrontDb, Task<Result<Done>>> work, CancellationToken ct = default) =>
        _platform.AsAsync(shop, db => db.InTransactionAsync(() => work(db), ct));

    private static Task<Result<Done>> KeptAsync(Action work)
    {
        work();
        return Task.FromResult<Result<Done>>(Done.Value);
    }

    private void Add(StorefrontDb db, string name, Shop? shop = null) => db.Customers.Add(new()
    {
        MerchantId = (shop ?? _platform.Aurora).Id,
        Email = $"{name}@example.com",
        NormalizedEmail = $"{name}@example.com",
        CreatedAt = _platform.Clock.Now,
    });

    private async Task<bool> AddAndSaveAsync(StorefrontDb db, string name)
    {
        Add(db, name);
        await db.SaveChangesAsync();
        return true;
    }

    private static async Task<string[]> SeenAsync(StorefrontDb db) =>
        [.. (await db.Customers.Select(customer => customer.Email!).OrderBy(email => email).ToListAsync()).Select(email => email.Split('@')[0])];

    private Task<string[]> StoredAsync(Shop shop) => _platform.AsAsync(shop, SeenAsync);

    private static Task<int> ExecuteAsync(StorefrontDb db, string sql) => db.Database.ExecuteSqlRawAsync(sql);
}
