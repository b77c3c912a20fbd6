using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Results;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>Ordinary EF Core works and is stored, the same on every provider.</summary>
public abstract class EfCoreIdiomTests
{
    private readonly Dictionary<long, int> _auditsBefore = [];

    protected abstract TestPlatform Platform { get; }

    public static TheoryData<string> Idioms => [.. EfCoreIdioms.All.Keys];

    protected async Task CheckAsync(string idiom)
    {
        var (write, rows) = EfCoreIdioms.All[idiom];
        var (aurora, birch) = (Platform.Aurora, Platform.Birch);
        foreach (var shop in new[] { aurora, birch })
        {
            await BeginAsync(shop);
        }

        await Platform.AsAsync(aurora, async db =>
        {
            await write(db);
            return true;
        });

        Assert.Equal(rows, await RowsAsync(aurora));
        Assert.Equal(["jane=Jane +change", "joe=Joe"], await RowsAsync(birch));
    }

    private Task<int> BeginAsync(Shop shop) => Platform.AsAsync(shop, async db =>
    {
        await db.Invitations.ExecuteDeleteAsync();
        await db.OneTimeTokens.ExecuteDeleteAsync();
        await db.EmailChanges.ExecuteDeleteAsync();
        await db.Customers.ExecuteDeleteAsync();
        db.Add(EfCoreIdioms.Change(EfCoreIdioms.Named(shop.Id, "jane", "Jane")));
        db.Add(EfCoreIdioms.Named(shop.Id, "joe", "Joe"));
        _auditsBefore[shop.Id] = await db.AuditEntries.CountAsync(row => row.Action == "idiom");
        return await db.SaveChangesAsync();
    });

    private Task<string[]> RowsAsync(Shop shop) => Platform.AsAsync(shop, async db =>
    {
        var audits = await db.AuditEntries.CountAsync(row => row.Action == "idiom") - _auditsBefore[shop.Id];
        var customers = await db.Customers.OrderBy(row => row.NormalizedEmail).Select(row => new
        {
            Name = row.NormalizedEmail!.Replace("@example.com", ""),
            row.Firstname,
            Changes = db.EmailChanges.Count(change => change.CustomerId == row.Id),
            Links = db.OneTimeTokens.Count(token => token.CustomerId == row.Id),
        }).ToListAsync();
        return (string[])
        [
            .. Enumerable.Repeat("audit", audits),
            .. customers.Select(row => $"{row.Name}={row.Firstname}{Several(" +change", row.Changes)}{Several(" +link", row.Links)}"),
        ];
    });

    private static string Several(string what, int count) => string.Concat(Enumerable.Repeat(what, count));
}

/// <summary>On SQLite.</summary>
public sealed class EfCoreIdiomsOnSqliteTests(TestPlatform sqlite) : EfCoreIdiomTests, IClassFixture<TestPlatform>
{
    protected override TestPlatform Platform => sqlite;

    [Theory, MemberData(nameof(Idioms))]
    public Task On_SQLite_the_rows_are_those_expected(string idiom) => CheckAsync(idiom);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_outside_a_transaction_waits_for_the_writer_and_can_be_cancelled(bool saves)
    {
        await CheckAsync("a tracked change");
        var (opened, closing) = (new TaskCompletionSource(), new TaskCompletionSource());
        var writer = sqlite.AsAsync(sqlite.Birch, db => db.InTransactionAsync<Done>(
            async () =>
            {
                await db.EmailChanges.ExecuteDeleteAsync();
                opened.SetResult();
                await closing.Task;
                return Done.Value;
            },
            default));
        await opened.Task;
        using var patience = new CancellationTokenSource();
        var write = Task.Run(() => sqlite.AsAsync(sqlite.Aurora, async db =>
        {
            db.Add(EfCoreIdioms.Named(sqlite.Aurora.Id, "new", null));
            return await (saves ? db.SaveChangesAsync(patience.Token) : db.EmailChanges.ExecuteDeleteAsync(patience.Token));
        }));

        await Task.Delay(200);
        Assert.False(write.IsCompleted);
        await patience.CancelAsync();

        // SQLite's own wait for the file lock cannot be cancelled, and ends in another exception after seconds.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        closing.SetResult();
        Assert.False((await writer).IsRefused);
    }
}

/// <summary>On PostgreSQL.</summary>
public sealed class EfCoreIdiomsOnPostgresTests(PostgresPlatform postgres) : EfCoreIdiomTests, IClassFixture<PostgresPlatform>
{
    protected override TestPlatform Platform => postgres.Platform;

    [RequiresProgramTheory("initdb", asRoot: false), MemberData(nameof(Idioms))]
    public Task On_PostgreSQL_the_rows_are_those_expected(string idiom) => CheckAsync(idiom);
}
