using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Sessions;

public sealed class SessionsTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0";

    public static TheoryData<string> Doors => ["API", "browser"];

    private IDoor Open(string name) => platform.Aurora.Doors.First(door => door.ToString() == name);

    private Task<long> IdAsync(string email, int place) => platform.AsAsync(platform.Aurora, db => db.Sessions
        .Where(session => session.Customer.Email == email).OrderBy(session => session.Id).Select(session => session.Id).Skip(place).FirstAsync());

    [Fact]
    public async Task Browsers_and_bearers_are_listed_with_their_device_and_the_current_one_marked()
    {
        const string email = "lists@example.com";
        var bearer = await platform.Aurora.CustomerAsync(email);
        var client = platform.Client(platform.Aurora.Host);
        client.DefaultRequestHeaders.UserAgent.ParseAdd(Firefox);
        var browser = new Browser(client);
        await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", email), ("Password", Shop.GoodPassword));

        var list = await platform.Aurora.Api(bearer).PostAsync("customer/sessions/list");
        var page = await browser.GetAsync("/account/sessions");

        var sessions = list.Data.GetProperty("sessions").EnumerateArray().ToList();
        Assert.Equal(["browser", "bearer"], sessions.Select(session => session.GetProperty("kind").GetString()));
        Assert.Equal([false, true], sessions.Select(session => session.GetProperty("is_current").GetBoolean()));
        Assert.Equal("Firefox on Windows", sessions[0].GetProperty("device").GetString());
        Assert.DoesNotContain(bearer, list.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains(
            "Now, here",
            page.Page.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("Firefox", StringComparison.Ordinal)).TextContent,
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task One_session_is_ended_and_the_others_stay(string name)
    {
        var email = $"one-{name}@example.com";
        var doomed = await platform.Aurora.CustomerAsync(email);
        var mine = (await Open(name).SignInAsync(email, Shop.GoodPassword)).Session!;

        var ended = await Open(name).DoAsync(mine, AccountOperation.EndSession, ("id", await IdAsync(email, 0)));

        Assert.True(ended.IsDone, ended.Message);
        Assert.False(await new ApiDoor(platform.Aurora).IsSignedInAsync(doomed));
        Assert.True(await Open(name).IsSignedInAsync(mine));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task Ending_the_own_session_signs_out(string name)
    {
        var email = $"own-{name}@example.com";
        await platform.Aurora.CustomerAsync(email);
        var mine = (await Open(name).SignInAsync(email, Shop.GoodPassword)).Session!;

        Assert.True((await Open(name).DoAsync(mine, AccountOperation.EndSession, ("id", await IdAsync(email, 1)))).IsDone);

        Assert.False(await Open(name).IsSignedInAsync(mine));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task All_other_sessions_of_the_customer_end_and_nobody_elses(string name)
    {
        var email = $"others-{name}@example.com";
        var doomed = await platform.Aurora.CustomerAsync(email);
        var sameAddressElsewhere = await platform.Birch.CustomerAsync(email);
        var neighbour = await platform.Aurora.CustomerAsync($"others-neighbour-{name}@example.com");
        var mine = (await Open(name).SignInAsync(email, Shop.GoodPassword)).Session!;
        var alsoDoomed = (await new BrowserDoor(platform.Aurora).SignInAsync(email, Shop.GoodPassword)).Session!;

        Assert.True((await Open(name).DoAsync(mine, AccountOperation.EndOthers, name == "API" ? [("others", true)] : [])).IsDone);

        Assert.True(await Open(name).IsSignedInAsync(mine));
        Assert.False(await new ApiDoor(platform.Aurora).IsSignedInAsync(doomed));
        Assert.False(await new BrowserDoor(platform.Aurora).IsSignedInAsync(alsoDoomed));
        Assert.True(await new ApiDoor(platform.Aurora).IsSignedInAsync(neighbour));
        Assert.True(await new ApiDoor(platform.Birch).IsSignedInAsync(sameAddressElsewhere));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task Another_customers_session_is_unknown(string name)
    {
        var victim = await platform.Aurora.CustomerAsync($"victim-{name}@example.com");
        var id = await IdAsync($"victim-{name}@example.com", 0);
        await platform.Aurora.CustomerAsync($"thief-{name}@example.com");
        var thief = (await Open(name).SignInAsync($"thief-{name}@example.com", Shop.GoodPassword)).Session!;

        var refused = await Open(name).DoAsync(thief, AccountOperation.EndSession, ("id", id));
        var unknown = await Open(name).DoAsync(thief, AccountOperation.EndSession, ("id", 987654321L));

        Assert.False(refused.IsDone);
        Assert.Equal((unknown.Status, unknown.Message), (refused.Status, refused.Message));
        Assert.Equal(name == "API" ? HttpStatusCode.NotFound : HttpStatusCode.OK, refused.Status);
        Assert.True(await new ApiDoor(platform.Aurora).IsSignedInAsync(victim));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"others":false}""")]
    [InlineData("""{"id":1,"others":true}""")]
    [InlineData("""{"id":"1"}""")]
    public async Task A_request_that_names_no_session_or_both_ends_nothing(string body)
    {
        var session = await platform.Aurora.CustomerAsync($"names-{body.Length}-{body.Contains("id", StringComparison.Ordinal)}@example.com");

        var refused = await platform.Aurora.Api(session)
            .PostRawAsync("customer/sessions/revoke", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotNull(refused.Error("id"));
        Assert.True(await new ApiDoor(platform.Aurora).IsSignedInAsync(session));
    }

    [Fact]
    public async Task A_remembered_browser_stays_signed_in_for_thirty_days_and_another_does_not()
    {
        using var own = new TestPlatform();
        await own.Aurora.CustomerAsync("remember@example.com");
        var (kept, short_) = (own.Aurora.NewBrowser(), own.Aurora.NewBrowser());

        var remembered = await kept.SubmitFormAsync(
            await kept.GetAsync("/account/sign-in"), "sign-in", ("Input.Email", "remember@example.com"), ("Input.Password", Shop.GoodPassword),
            ("Input.Remember", "true"));
        var forgotten = await short_.SubmitFormAsync(
            await short_.GetAsync("/account/sign-in"), "sign-in", ("Input.Email", "remember@example.com"), ("Input.Password", Shop.GoodPassword));

        Assert.Contains("max-age=2592000", CookieOf(remembered), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("max-age", CookieOf(forgotten), StringComparison.OrdinalIgnoreCase);
        own.Clock.Turn(TimeSpan.FromDays(29));
        Assert.Equal(HttpStatusCode.OK, (await kept.GetAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await short_.GetAsync("/account")).Status);
        own.Clock.Turn(TimeSpan.FromDays(2));
        Assert.Equal(HttpStatusCode.SeeOther, (await kept.GetAsync("/account")).Status);
    }

    private static string CookieOf(BrowserAnswer answer) =>
        answer.Response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("__Host-session=", StringComparison.Ordinal));
}
