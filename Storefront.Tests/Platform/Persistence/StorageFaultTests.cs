using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>A storage that does not work for a while is told apart from a fault of the program: 503 with a time to come back, and its code
/// in the log.</summary>
public sealed class StorageFaultTests : IAsyncDisposable
{
    private const string ReadOnly = "PRAGMA query_only=ON";
    private readonly CapturedLog _log = new();
    private readonly TestPlatform _platform;

    public StorageFaultTests() => _platform = new() { Change = services => services.AddSingleton<ILoggerProvider>(_log) };

    public async ValueTask DisposeAsync()
    {
        await _platform.DisposeAsync();
        _log.Dispose();
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(8, true)]
    [InlineData(10, true)]
    [InlineData(13, true)]
    [InlineData(14, true)]
    [InlineData(1, false)]
    [InlineData(11, false)]
    [InlineData(19, false)]
    [InlineData(26, false)]
    public void A_code_of_SQLite_passes_or_does_not(int code, bool isPassing) => AssertPassing(isPassing, new SqliteException("private", code));

    [Theory]
    [InlineData("08006", true)]
    [InlineData("40001", true)]
    [InlineData("40P01", true)]
    [InlineData("53100", true)]
    [InlineData("53300", true)]
    [InlineData("55P03", true)]
    [InlineData("57P01", true)]
    [InlineData("57P03", true)]
    [InlineData("25006", true)]
    [InlineData("58030", true)]
    [InlineData("22001", false)]
    [InlineData("23505", false)]
    [InlineData("28P01", false)]
    [InlineData("42P01", false)]
    [InlineData("XX001", false)]
    public void A_SqlState_of_PostgreSQL_passes_or_does_not(string state, bool isPassing)
    {
        var fault = new PostgresException("private", "ERROR", "ERROR", state);

        AssertPassing(isPassing, fault);
        Assert.Contains(state, StorageFault.NameOf(new DbUpdateException("private", fault)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_does_not_answer_passes_and_a_mistake_does_not()
    {
        AssertPassing(true, new NpgsqlException("private", new TimeoutException()));
        AssertPassing(true, new NpgsqlException("private", new IOException()));
        AssertPassing(false, new NpgsqlException("private"));
        Assert.False(StorageFault.IsPassing(new InvalidOperationException("private", new TimeoutException())));
    }

    // The writer's own connection is told something that makes its next write fail, as a disk would.
    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_disk_that_takes_nothing_is_503_until_it_does(string doorName)
    {
        var link = await _platform.Aurora.InviteAsync("jane@example.com");
        var door = _platform.Aurora.Door(doorName);
        await TellWriterAsync(ReadOnly);

        var refused = await door.AcceptAsync(link, Shop.GoodPassword);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains(_log.Lines, line => line.Contains("SQLite 8/", StringComparison.Ordinal));
        SqliteConnection.ClearAllPools();
        Assert.True((await door.AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task The_API_says_so_in_its_envelope_and_the_page_in_its_words()
    {
        await TellWriterAsync(ReadOnly);
        var answer = await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "jane@example.com" });

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "server.unavailable", "5"), (answer.Status, answer.Code, answer.Header("Retry-After")));
        WireForm.AssertError(answer, HttpStatusCode.ServiceUnavailable);

        var browser = _platform.Birch.NewBrowser();
        var form = await browser.GetAsync("/account/register");

        // The end of another test may empty the pool that the writer's next connection comes from: it is told anew.
        SqliteConnection.ClearAllPools();
        await TellWriterAsync(ReadOnly);
        var page = await browser.SubmitAsync(
            form, ("Email", "jane@example.com"), ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Even niet bereikbaar"), (page.Status, page.Heading));
        Assert.Equal("5", page.Response.Headers.GetValues("Retry-After").Single());
    }

    [Fact]
    public async Task A_full_disk_refuses_everybody_in_the_shared_transaction_and_loses_nothing_that_was_said_to_be_kept()
    {
        await _platform.Aurora.InviteAsync("before@example.com");
        await TellWriterAsync("PRAGMA max_page_count=1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Task.Run(() =>
            (number % 2 == 0 ? _platform.Aurora : _platform.Birch).MerchantApi
                .PostAsync(
                Requests.Invite, new { email = $"full-{number}@example.com" }))));

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable, $"{answer.Status}"));
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.ServiceUnavailable);
        var kept = await _platform.Aurora.CountAsync(db => db.Customers) + await _platform.Birch.CountAsync(db => db.Customers);
        Assert.Equal(1 + answers.Count(answer => answer.Status == HttpStatusCode.Created), kept);
        Assert.Contains(_log.Lines, line => line.Contains("SQLite 13/", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("savepoint", StringComparison.Ordinal));
        SqliteConnection.ClearAllPools();
        Assert.Equal(
            HttpStatusCode.Created, (await _platform.Birch.MerchantApi.PostAsync(Requests.Invite, new { email = "after@example.com" })).Status);
    }

    [Fact]
    public async Task A_locked_file_is_503_and_unready_until_it_is_free()
    {
        var health = _platform.Client("localhost");
        Assert.Equal("healthy", await (await health.GetAsync("/health/ready")).Content.ReadAsStringAsync());
        await using (var other = new SqliteConnection($"Data Source={_platform.DatabaseFile}"))
        {
            await other.OpenAsync();
            await using var held = other.BeginTransaction(deferred: false);
            _platform.Clock.Turn(TimeSpan.FromSeconds(1));

            var locked = await Task.WhenAll(
                Task.Run(async () => (await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "jane@example.com" })).Status),
                Task.Run(async () => (await health.GetAsync("/health/ready")).StatusCode));

            Assert.All(locked, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
            Assert.Equal(HttpStatusCode.OK, (await health.GetAsync("/health/live")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await _platform.Aurora.NewBrowser().GetAsync("/account/sign-in")).Status);
        }

        Assert.Equal(
            HttpStatusCode.Created, (await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "jane@example.com" })).Status);
        await Eventually.IsSoAsync(async () =>
        {
            _platform.Clock.Turn(TimeSpan.FromSeconds(1));
            return (await health.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK;
        });
    }

    private static void AssertPassing(bool isPassing, Exception fault)
    {
        foreach (var problem in new[]
        {
            fault, new DbUpdateException("private", fault), new InvalidOperationException("private", new DbUpdateException("private", fault))
        })
        {
            Assert.Equal(isPassing, StorageFault.IsPassing(problem));
            Assert.DoesNotContain("private", StorageFault.NameOf(problem), StringComparison.Ordinal);
        }
    }

    private Task<Result<Done>> TellWriterAsync(string pragma) => _platform.AsAsync(_platform.Aurora, db => db.InTransactionAsync<Done>(async () =>
    {
#pragma warning disable EF1002 // One of the words above.
        await db.Database.ExecuteSqlRawAsync(pragma);
#pragma warning restore EF1002
        return Done.Value;
    }, default));
}
