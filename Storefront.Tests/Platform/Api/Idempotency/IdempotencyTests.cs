using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api.Idempotency;

/// <summary>A merchant's write under a key happens once, and its first answer is repeated for a day (contract 4.4).</summary>
public sealed class IdempotencyTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_and_nothing_happens_again()
    {
        var first = await Aurora.InviteWithKeyAsync("k1", "jane@example.com");
        var again = await _platform.UnchangedAsync(() => Aurora.InviteWithKeyAsync("k1", "jane@example.com"));
        var quoted = await Aurora.InviteWithKeyAsync("\"k1\"", "jane@example.com");

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Null(first.Header("Idempotent-Replayed"));
        Assert.All(
            new[] { again, quoted },
            answer => Assert.Equal((first.Status, first.Text, "true"), (answer.Status, answer.Text, answer.Header("Idempotent-Replayed"))));
        Assert.Equal(first.Response.Content.Headers.ContentType, again.Response.Content.Headers.ContentType);
        Assert.NotNull(again.Header("X-RateLimit-Remaining"));
        Assert.Equal(1, await Aurora.MailsToAsync("jane@example.com"));
    }

    [Fact]
    public async Task A_refusal_is_repeated_too_even_when_it_would_end_otherwise_now()
    {
        await Aurora.InviteAsync("taken@example.com");
        var first = await Aurora.InviteWithKeyAsync("k1", "taken@example.com");
        var session = (await new ApiDoor(Aurora).AcceptAsync(await Aurora.NewestLinkAsync("taken@example.com"), Shop.GoodPassword)).Session!;
        await new ApiDoor(Aurora).DeleteAsync(session, Shop.GoodPassword);

        var again = await Aurora.InviteWithKeyAsync("k1", "taken@example.com");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, first.Status);
        Assert.Equal((first.Status, first.Text, "true"), (again.Status, again.Text, again.Header("Idempotent-Replayed")));
        Assert.Null(await Aurora.FindCustomerAsync("taken@example.com"));
        Assert.Equal(HttpStatusCode.Created, (await Aurora.InviteWithKeyAsync("k2", "taken@example.com")).Status);
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_an_answer_that_is_repeated()
    {
        var first = await Aurora.MerchantApi.PostWithAsync(Requests.Invite, Requests.Body("{"), ("Idempotency-Key", "k1"));
        var again = await Aurora.MerchantApi.PostWithAsync(Requests.Invite, Requests.Body("{"), ("Idempotency-Key", "k1"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, first.Text, "true"), (again.Status, again.Text, again.Header("Idempotent-Replayed")));
    }

    [Fact]
    public async Task Another_body_under_the_key_is_refused()
    {
        await Aurora.InviteWithKeyAsync("k1", "jane@example.com");

        var other = await _platform.UnchangedAsync(() => Aurora.InviteWithKeyAsync("k1", "john@example.com"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency.mismatch"), (other.Status, other.Code));
    }

    [Fact]
    public async Task A_key_belongs_to_its_token_and_its_path()
    {
        var (_, another) = await Aurora.NewTokenAsync();
        var customer = (await Aurora.InviteWithKeyAsync("k1", "jane@example.com")).Data.GetProperty("customer").GetProperty("id").GetInt64();

        var byAnother = await Aurora.Api(another)
            .PostWithAsync(Requests.Invite, Requests.Body("""{"email":"john@example.com"}"""), ("Idempotency-Key", "k1"));
        var atBirch = await _platform.Birch.InviteWithKeyAsync("k1", "jane@example.com");
        var elsewhere = await Aurora.MerchantApi.PostWithAsync(
            "customers/invitations/resend", Requests.Body($$"""{"customer_id":{{customer}}}"""), ("Idempotency-Key", "k1"));

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.OK],
            new[] { byAnother, atBirch, elsewhere }.Select(answer => answer.Status));
        Assert.All(new[] { byAnother, atBirch, elsewhere }, answer => Assert.Null(answer.Header("Idempotent-Replayed")));
    }

    [Theory]
    [InlineData("two words"), InlineData("\"open"), InlineData("\"\"")]
    public async Task A_malformed_key_is_refused_and_nothing_happens(string key)
    {
        await Aurora.MerchantApi.PostAsync("tokens/self");
        var answer = await _platform.UnchangedAsync(() => Aurora.InviteWithKeyAsync(key, "jane@example.com"));

        Assert.Equal((HttpStatusCode.BadRequest, "idempotency.malformed", "[]"), (answer.Status, answer.Code, answer.Data.GetRawText()));
    }

    [Fact]
    public async Task Paths_that_only_read_take_no_notice_of_a_key()
    {
        var answer = await Aurora.MerchantApi.PostWithAsync("customers/deletions/all", Requests.Body("{}"), ("Idempotency-Key", "two words"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact, Trait("Storage", "Sqlite")]
    public async Task A_request_that_is_still_running_is_told_so()
    {
        // The use of the token is noted before.
        await Aurora.MerchantApi.PostAsync("tokens/self");
        var turn = await _platform.Services.GetRequiredService<WriterLock>().EnterAsync(default);
        Task<ApiAnswer>[] both =
        [
            Task.Run(() => Aurora.InviteWithKeyAsync("k1", "jane@example.com")),
            Task.Run(() => Aurora.InviteWithKeyAsync("k1", "jane@example.com")),
        ];

        // Whichever came second is answered while the first one waits for the writer.
        var told = await Task.WhenAny(both).WaitAsync(TimeSpan.FromSeconds(60));
        turn!.Dispose();

        Assert.Equal(
            (HttpStatusCode.Conflict, "idempotency.in_progress", "1"),
            ((await told).Status, (await told).Code, (await told).Header("Retry-After")));
        Assert.Equal(HttpStatusCode.Created, (await both.Single(request => request != told)).Status);
        Assert.Equal("true", (await Aurora.InviteWithKeyAsync("k1", "jane@example.com")).Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task Too_many_requests_leave_the_key_free()
    {
        var customer = (await Aurora.InviteWithKeyAsync("k1", "jane@example.com")).Data.GetProperty("customer").GetProperty("id").GetInt64();
        ApiAnswer last;
        var number = 0;
        do
        {
            last = await ResendAsync($"r{number++}", customer);
        }
        while (last.Status == HttpStatusCode.OK && number < 50);

        Assert.Equal(HttpStatusCode.TooManyRequests, last.Status);
        _platform.Clock.Turn(TimeSpan.FromHours(3));
        var later = await ResendAsync($"r{number - 1}", customer);
        Assert.Equal((HttpStatusCode.OK, null), (later.Status, later.Header("Idempotent-Replayed")));
    }

    [Fact, Trait("Storage", "Sqlite")]
    public async Task A_failure_of_ours_keeps_nothing_neither_of_the_work_nor_of_the_answer()
    {
        await RunSqlAsync("""CREATE TRIGGER broken BEFORE INSERT ON "IdempotentAnswers" BEGIN SELECT RAISE(ABORT, 'broken'); END""");
        var failed = await _platform.UnchangedAsync(() => Aurora.InviteWithKeyAsync("k1", "jane@example.com"));
        await RunSqlAsync("DROP TRIGGER broken");

        var again = await Aurora.InviteWithKeyAsync("k1", "jane@example.com");

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.Created), (failed.Status, again.Status));
        Assert.Null(again.Header("Idempotent-Replayed"));
        Assert.Equal(1, await Aurora.MailsToAsync("jane@example.com"));
    }

    [Fact]
    public async Task After_a_day_the_key_is_new_again_and_housekeeping_has_emptied_the_tables()
    {
        await Aurora.InviteWithKeyAsync("k1", "jane@example.com");
        _platform.Clock.Turn(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal("true", (await Aurora.InviteWithKeyAsync("k1", "jane@example.com")).Header("Idempotent-Replayed"));
        _platform.Clock.Turn(TimeSpan.FromSeconds(1));

        var later = await Aurora.InviteWithKeyAsync("k1", "john@example.com");
        Assert.Equal((HttpStatusCode.Created, null), (later.Status, later.Header("Idempotent-Replayed")));
        _platform.Clock.Turn(TimeSpan.FromHours(24));
        await _platform.Services.GetRequiredService<Storefront.Platform.Hosting.Housekeeping>().TidyAsync(default);

        Assert.Equal((0, 0), (await Aurora.CountAsync(db => db.IdempotencyClaims), await Aurora.CountAsync(db => db.IdempotentAnswers)));
    }

    [Fact]
    public async Task Once_its_customer_is_erased_an_answer_is_gone_and_the_repetition_says_so()
    {
        await Aurora.InviteWithKeyAsync("k1", "jane@example.com");
        await Aurora.InviteWithKeyAsync("k2", "john@example.com");
        var session = (await new ApiDoor(Aurora).AcceptAsync(await Aurora.NewestLinkAsync("jane@example.com"), Shop.GoodPassword)).Session!;
        Assert.True((await new ApiDoor(Aurora).DeleteAsync(session, Shop.GoodPassword)).IsDone);

        var again = await _platform.UnchangedAsync(() => Aurora.InviteWithKeyAsync("k1", "jane@example.com"));

        Assert.Equal((HttpStatusCode.Conflict, "idempotency.erased"), (again.Status, again.Code));
        Assert.Equal("true", (await Aurora.InviteWithKeyAsync("k2", "john@example.com")).Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task What_is_kept_tells_neither_key_nor_request_nor_answer()
    {
        await Aurora.InviteWithKeyAsync("order-of-jane@example.com", "jane@example.com");
        var rows = (await _platform.RowsAsync()).Where(row => row.StartsWith("Idempoten", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.DoesNotContain("jane", row, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(1, await Aurora.CountAsync(db => db.IdempotentAnswers.Where(answer => answer.Customer!.Email == "jane@example.com")));
    }

    private Task<ApiAnswer> ResendAsync(string key, long customer) =>
        Aurora.MerchantApi.PostWithAsync(
            "customers/invitations/resend", Requests.Body($$"""{"customer_id":{{customer}}}"""), ("Idempotency-Key", key));

    private Task<int> RunSqlAsync(string statement) => _platform.AsAsync(Aurora, db => db.Database.ExecuteSqlRawAsync(statement));
}
