using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api.Idempotency;

/// <summary>Equal requests at once, and answers that never arrive: on SQLite and on PostgreSQL.</summary>
public sealed class IdempotencyRaceTests(PostgresPlatform postgres) : IClassFixture<PostgresPlatform>
{
    private const int Callers = 64;

    [Fact]
    public async Task Of_64_equal_requests_one_has_an_effect()
    {
        await using var platform = new TestPlatform();

        // The factory starts the application lazily, and more than once when many callers come first.
        _ = platform.Services;
        await RaceAsync(platform.Aurora);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Of_64_equal_requests_one_has_an_effect_on_PostgreSQL() => await RaceAsync(postgres.Platform.Aurora);

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Two_processes_carry_a_request_out_once()
    {
        await using var other = postgres.NewNode();
        _ = other.Services;
        Shop[] nodes = [postgres.Platform.Aurora, other.Aurora];

        var answers = await AllAtOnceAsync(number => nodes[number % 2].InviteWithKeyAsync("two", "two-nodes@example.com"));

        await AssertOneEffectAsync(answers, postgres.Platform.Aurora, "two-nodes@example.com");
    }

    [Fact]
    public async Task An_answer_that_was_lost_after_the_commit_is_told_to_the_repetition()
    {
        await using var platform = new TestPlatform { Change = LostAnswers.Lose };
        await LoseAsync(platform.Aurora);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task An_answer_that_was_lost_after_the_commit_is_told_on_PostgreSQL()
    {
        await using var platform = postgres.NewPlatform(LostAnswers.Lose);
        await LoseAsync(platform.Aurora);
    }

    private static async Task RaceAsync(Shop shop)
    {
        var answers = await AllAtOnceAsync(_ => shop.InviteWithKeyAsync("race", "raced@example.com"));

        await AssertOneEffectAsync(answers, shop, "raced@example.com");
    }

    private static async Task AssertOneEffectAsync(ApiAnswer[] answers, Shop shop, string email)
    {
        var first = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created && answer.Header("Idempotent-Replayed") is null);
        Assert.All(answers.Where(answer => answer != first), answer => Assert.True(
            answer.Text == first.Text
                ? answer.Header("Idempotent-Replayed") == "true"
                : (answer.Status, answer.Code) == (HttpStatusCode.Conflict, "idempotency.in_progress"), answer.Text));
        Assert.Equal(1, await shop.CountAsync(db => db.Customers.Where(customer => customer.Email == email)));
        Assert.Equal(1, await shop.MailsToAsync(email));
    }

    private static async Task LoseAsync(Shop shop)
    {
        await Assert.ThrowsAnyAsync<Exception>(() => shop.MerchantApi.PostWithAsync(
            Requests.Invite, Requests.Body("""{"email":"lost@example.com"}"""), ("Idempotency-Key", "lost"), (LostAnswers.Header, "true")));

        var again = await shop.InviteWithKeyAsync("lost", "lost@example.com");

        Assert.Equal((HttpStatusCode.Created, "true"), (again.Status, again.Header("Idempotent-Replayed")));
        Assert.Equal((await shop.FindCustomerAsync("lost@example.com"))!.Id, again.Data.GetProperty("customer").GetProperty("id").GetInt64());
        Assert.Equal(1, await shop.MailsToAsync("lost@example.com"));
    }

    private static Task<T[]> AllAtOnceAsync<T>(Func<int, Task<T>> call) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(number => Task.Run(() => call(number))));

    /// <summary>A connection that breaks off as soon as the answer is written to it: by then everything is committed.</summary>
    private sealed class LostAnswers : IStartupFilter
    {
        public const string Header = "X-Lose-Answer";

        public static void Lose(IServiceCollection services) => services.AddSingleton<IStartupFilter, LostAnswers>();

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Response.Body = context.Request.Headers.ContainsKey(Header) ? new BrokenStream() : context.Response.Body;
                return rest(context);
            });
            next(app);
        };
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("broken off");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            throw new IOException("broken off");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("broken off");
    }
}
