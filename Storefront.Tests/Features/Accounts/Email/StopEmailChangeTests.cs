using System.Net;
using System.Text.RegularExpressions;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Email;

public sealed partial class StopEmailChangeTests : IAsyncDisposable
{
    private const string Old = "old@example.com";
    private const string New = "new@example.com";
    private const string Path = "customer/email/change/stop";
    private const string Stays = "Your address stays as it is";
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    private async Task<(string Session, Link Stop, string Code)> AskAsync(string? session = null, string to = New)
    {
        session ??= await Aurora.CustomerAsync(Old);
        Assert.Equal(
            HttpStatusCode.OK,
            (await Aurora.Api(session).PostAsync("customer/email/change", new { email = to, current_password = Shop.GoodPassword })).Status);
        var code = CodePattern().Match((await _platform.MailsAsync()).First(mail => mail.To == to).Text).Value;
        return (session, await Aurora.NewestLinkAsync(Old), code);
    }

    private Task<ApiAnswer> EnterAsync(string session, string code) =>
        Aurora.Api(session).PostAsync("customer/email/change/verify", new { token = code });

    private static Task<ApiAnswer> StopAsync(Shop shop, string? email, string? token) => shop.Api().PostPublicAsync(Path, new { email, token });

    private async Task<bool> StopAsync(string door, Link link)
    {
        if (door == "API")
        {
            return (await StopAsync(Aurora, link.Email, link.Token)).Status == HttpStatusCode.OK;
        }

        var browser = Aurora.NewBrowser();
        var answer = await browser.SubmitAsync(await browser.OpenAsync(link.Address.PathAndQuery));
        return answer.Location is not null && (await browser.GetAsync(answer.Location)).Heading == Stays;
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task The_link_to_the_old_address_stops_the_change_without_sign_in(string door)
    {
        var (session, stop, code) = await AskAsync();

        Assert.True(await StopAsync(door, stop));

        Assert.Equal("code.none", (await _platform.UnchangedAsync(() => EnterAsync(session, code))).Code);
        Assert.NotNull(await Aurora.FindCustomerAsync(Old));
        Assert.Equal(1, await Aurora.CountAsync(db => db.AuditEntries.Where(entry => entry.Action == "customer.email_change_stopped")));
        Assert.Equal(HttpStatusCode.OK, (await _platform.UnchangedAsync(() => StopAsync(Aurora, stop.Email, stop.Token))).Status);
    }

    [Fact]
    public async Task Opening_the_link_or_posting_without_the_token_stops_nothing()
    {
        var (session, stop, code) = await AskAsync();
        var browser = Aurora.NewBrowser();
        await _platform.UnchangedAsync(async () =>
        {
            Assert.Equal("Stop the change of your address?", (await browser.OpenAsync(stop.Address.PathAndQuery)).Heading);
            var forged = await browser.PostAsync(
                "/account/stop-email-change", new Dictionary<string, string> { ["_handler"] = "stop-email-change", ["Input.Email"] = Old });
            Assert.Equal(HttpStatusCode.BadRequest, forged.Status);
            return true;
        });

        Assert.Equal(HttpStatusCode.OK, (await EnterAsync(session, code)).Status);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task An_older_link_stops_a_newer_change_as_well(string door)
    {
        var (session, stop, _) = await AskAsync();
        var (_, _, code) = await AskAsync(session, "newer@example.com");

        Assert.True(await StopAsync(door, stop));

        Assert.Equal("code.none", (await EnterAsync(session, code)).Code);
    }

    [Fact]
    public async Task After_the_change_the_link_says_so_and_the_old_address_was_notified()
    {
        var (session, stop, code) = await AskAsync();
        Assert.Equal(HttpStatusCode.OK, (await EnterAsync(session, code)).Status);

        var late = await _platform.UnchangedAsync(() => StopAsync(Aurora, stop.Email, stop.Token));

        Assert.Equal((HttpStatusCode.BadRequest, "email.changed_already"), (late.Status, late.Code));
        Assert.Equal("The address was changed already", (await Aurora.NewBrowser().OpenAsync(stop.Address.PathAndQuery)).Heading);
        var notice = (await _platform.MailsAsync()).First(mail => mail.To == Old);
        Assert.Equal("The address of your account at Aurora Coffee is changed", notice.Subject);
        Assert.DoesNotContain(New, notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_outlives_every_code_of_its_hour_and_then_expires()
    {
        var (session, stop, code) = await AskAsync();
        _platform.Clock.Turn(TimeSpan.FromMinutes(15));
        Assert.Equal("code.expired", (await EnterAsync(session, code)).Code);
        Assert.True(await StopAsync("API", stop));
        _platform.Clock.Turn(TimeSpan.FromHours(1));

        Assert.Equal("link.expired", (await _platform.UnchangedAsync(() => StopAsync(Aurora, stop.Email, stop.Token))).Code);
        Assert.Equal("This link has expired", (await Aurora.NewBrowser().OpenAsync(stop.Address.PathAndQuery)).Heading);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task The_one_notice_of_an_hour_stops_the_last_change_of_that_hour(string door)
    {
        var (session, stop, _) = await AskAsync();
        _platform.Clock.Turn(TimeSpan.FromMinutes(59));
        var (_, same, code) = await AskAsync(session, "newer@example.com");
        _platform.Clock.Turn(TimeSpan.FromMinutes(14));

        Assert.Equal(stop, same);
        Assert.True(await StopAsync(door, stop));
        Assert.Equal("code.none", (await EnterAsync(session, code)).Code);
    }

    [Fact]
    public async Task Only_the_complete_link_at_its_own_shop_stops_the_change()
    {
        var (session, stop, code) = await AskAsync();
        await _platform.Birch.CustomerAsync(Old);
        foreach (var (shop, email, token) in new[]
        {
            (_platform.Birch, Old, stop.Token), (Aurora, Old, "unknown"), (Aurora, New, stop.Token), (Aurora, Old, code)
        })
        {
            Assert.Equal("link.unknown", (await _platform.UnchangedAsync(() => StopAsync(shop, email, token))).Code);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await StopAsync(Aurora, Old, null)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await StopAsync(Aurora, "nonsense", stop.Token)).Status);
        Assert.Equal("Deze link is hier niet bekend", (await _platform.Birch.NewBrowser().OpenAsync(stop.Address.PathAndQuery)).Heading);
        Assert.Equal(HttpStatusCode.OK, (await EnterAsync(session, code)).Status);
    }

    [Fact]
    public async Task Of_a_simultaneous_code_and_stop_exactly_one_succeeds()
    {
        var (session, stop, code) = await AskAsync();

        var entered = Task.Run(() => EnterAsync(session, code));
        var stopped = Task.Run(() => StopAsync(Aurora, stop.Email, stop.Token));
        var (moved, held) = ((await entered).Status == HttpStatusCode.OK, (await stopped).Status == HttpStatusCode.OK);

        Assert.NotEqual(moved, held);
        Assert.Equal(moved, await Aurora.FindCustomerAsync(New) is not null);
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex CodePattern();
}
