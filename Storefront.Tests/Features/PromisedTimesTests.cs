using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Tenancy;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features;

/// <summary>Every time that a page or a mail names is tried at the moment a reader takes it to mean: just before it works, just after it is
/// over.</summary>
public sealed partial class PromisedTimesTests : IAsyncDisposable
{
    private const string NextPassword = "another-horse-battery-staple";
    private readonly TestPlatform _platform = new();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    private Shop Aurora => _platform.Aurora;

    // Morning, the last minute of a day at the shop, the first of the next, and the week in which its clock goes forward.
    public static TheoryData<string, string, int> Moments => new()
    {
        { "API", "Europe/Amsterdam", 0 }, { "browser", "Europe/Amsterdam", 14 * 60 }, { "API", "Europe/Amsterdam", (13 * 60) + 59 },
        { "browser", "Europe/Amsterdam", 24 * 24 * 60 },
        { "browser", "Pacific/Kiritimati", 61 }, { "API", "America/St_Johns", 0 }, { "browser", "America/Los_Angeles", 0 },
    };

    [Theory, MemberData(nameof(Moments))]
    public async Task An_invitation_works_to_the_end_of_the_day_its_mail_names(string door, string zone, int minutes)
    {
        await LiveInAsync(zone, minutes);
        var (atTheEnd, late) = (await Aurora.InviteAsync("end@example.com"), await Aurora.InviteAsync("late@example.com"));
        var id = (await Aurora.FindCustomerAsync("end@example.com"))!.Id;
        var expires = await _platform.AsAsync(
            Aurora, db => db.OneTimeTokens.Where(token => token.CustomerId == id).Select(token => token.ExpiresAt).SingleAsync());
        var end = EndOf(await PromisedAsync("end@example.com"), zone);

        Assert.Equal(end, expires.AddMilliseconds(1));
        TurnTo(end.AddSeconds(-1));
        Assert.Equal("Welcome to Aurora Coffee", (await Aurora.NewBrowser().OpenAsync(late.Address.PathAndQuery)).Heading);
        Assert.True((await Aurora.Door(door).AcceptAsync(atTheEnd, Shop.GoodPassword)).IsSignedIn);
        TurnTo(end);
        Assert.False((await _platform.UnchangedAsync(() => Aurora.Door(door).AcceptAsync(late, Shop.GoodPassword))).IsDone);
        Assert.Equal("This invitation has expired", (await Aurora.NewBrowser().OpenAsync(late.Address.PathAndQuery)).Heading);
    }

    [Theory, MemberData(nameof(Moments))]
    public async Task A_link_that_proves_an_address_works_to_the_end_of_the_day_its_mail_names(string door, string zone, int minutes)
    {
        await LiveInAsync(zone, minutes);
        await Aurora.Door("API").RegisterAsync("end@example.com", Shop.GoodPassword);
        await Aurora.Door("API").RegisterAsync("late@example.com", Shop.GoodPassword);
        var (atTheEnd, late) = (await Aurora.NewestLinkAsync("end@example.com"), await Aurora.NewestLinkAsync("late@example.com"));
        var end = EndOf(await PromisedAsync("end@example.com"), zone);

        TurnTo(end.AddSeconds(-1));
        Assert.True((await Aurora.Door(door).VerifyAsync(atTheEnd, password: Shop.GoodPassword)).IsDone);
        TurnTo(end);
        Assert.False((await _platform.UnchangedAsync(() => Aurora.Door(door).VerifyAsync(late, password: Shop.GoodPassword))).IsDone);
    }

    [Theory, MemberData(nameof(Moments))]
    public async Task A_link_to_a_new_password_works_to_the_minute_its_mail_names(string door, string zone, int minutes)
    {
        await LiveInAsync(zone, minutes);
        await Aurora.CustomerAsync("end@example.com");
        await Aurora.CustomerAsync("late@example.com");
        var (atTheEnd, late) = (await Aurora.ForgetPasswordAsync("end@example.com"), await Aurora.ForgetPasswordAsync("late@example.com"));
        var asked = _platform.Clock.Now;
        var end = MinuteOf(await PromisedAsync("end@example.com"), zone);

        Assert.Equal(asked.AddMinutes(60), end);
        TurnTo(end.AddSeconds(-1));
        Assert.True((await Aurora.Door(door).ResetAsync(atTheEnd, NextPassword)).IsDone);
        TurnTo(end.AddSeconds(1));
        Assert.False((await _platform.UnchangedAsync(() => Aurora.Door(door).ResetAsync(late, NextPassword))).IsDone);
        Assert.Contains("work for an hour", (await Aurora.NewBrowser().OpenAsync(late.Address.PathAndQuery)).Main, StringComparison.Ordinal);
    }

    [Theory, InlineData(-1, "email.changed"), InlineData(1, "code.expired")]
    public async Task A_code_works_to_the_minute_that_its_mail_and_its_page_name(int seconds, string outcome)
    {
        await LiveInAsync("America/St_Johns", 0);
        var session = await Aurora.CustomerAsync("jane@example.com");
        await Aurora.Api(session).PostAsync("customer/email/change", new { email = "next@example.com", current_password = Shop.GoodPassword });
        var mail = (await _platform.MailsAsync()).First(mail => mail.To == "next@example.com");
        var browser = Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = (await Aurora.Door("browser").SignInAsync("jane@example.com", Shop.GoodPassword)).Session!;
        var page = await browser.GetAsync("/account/email");
        var end = MinuteOf(mail.Text, "America/St_Johns");

        Assert.Equal(_platform.Clock.Now.AddMinutes(15), end);
        Assert.Equal(end, MinuteOf(page.Main, "America/St_Johns"));
        TurnTo(end.AddSeconds(seconds));
        var answer = await Aurora.Api(session).PostAsync("customer/email/change/verify", new { token = CodePattern().Match(mail.Text).Value });
        Assert.Equal(outcome, answer.Status == HttpStatusCode.OK ? "email.changed" : answer.Code);
    }

    [Theory, InlineData(-1, true), InlineData(1, false)]
    public async Task Whoever_stays_signed_in_for_thirty_days_is_signed_in_for_thirty_days(int seconds, bool isSignedIn)
    {
        await Aurora.CustomerAsync("jane@example.com");
        var browser = Aurora.NewBrowser();
        var page = await browser.GetAsync("/account/sign-in");
        Assert.Contains("for 30 days", page.Main, StringComparison.Ordinal);
        await browser.SubmitAsync(page, ("Email", "jane@example.com"), ("Password", Shop.GoodPassword), ("Remember", "true"));

        _platform.Clock.Turn(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(seconds));

        Assert.Equal(isSignedIn, (await browser.GetAsync("/account")).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_is_told_to_wait_may_try_again_after_as_many_minutes()
    {
        await Aurora.CustomerAsync("jane@example.com");
        var told = await Aurora.Door("browser").SignInAsync("jane@example.com", Shop.GoodPassword);
        for (var miss = 0; miss < 13; miss++)
        {
            told = await Aurora.Door("browser").SignInAsync("jane@example.com", "wrong-horse-battery-staple");
            if (WaitPattern().Match(told.Message ?? "") is { Success: true } wait)
            {
                _platform.Clock.Turn(TimeSpan.FromMinutes(wait.Groups["minutes"].Value is "a minute"
                    ? 1
                    : int.Parse(wait.Groups["minutes"].Value, CultureInfo.InvariantCulture)));
            }
        }

        Assert.NotNull(told.Message);
        Assert.True((await Aurora.Door("browser").SignInAsync("jane@example.com", Shop.GoodPassword)).IsSignedIn);
    }

    private async Task LiveInAsync(string zone, int minutes)
    {
        await _platform.AsAsync(
            Aurora,
            db => db.Merchants.Where(merchant => merchant.Id == 1).ExecuteUpdateAsync(set => set.SetProperty(merchant => merchant.TimeZone, zone)));
        _platform.Clock.Turn(TimeSpan.FromMinutes(minutes));
        await Eventually.IsSoAsync(async () =>
            (await _platform.Services.GetRequiredService<MerchantDirectory>().FindByIdAsync(1, default))!.TimeZone == zone);
    }

    private void TurnTo(DateTimeOffset moment) => _platform.Clock.Turn(moment - _platform.Clock.Now);

    private async Task<string> PromisedAsync(string email) =>
        (await _platform.MailsAsync()).First(mail => mail.To == email && mail.Text.Contains("token=", StringComparison.Ordinal)).Text;

    // What a reader takes "until 9 March 2026" to mean: all of that day, by the clock where the shop is.
    private static DateTimeOffset EndOf(string text, string zone) =>
        At(DateTime.Parse(DayPattern().Match(text).Groups["day"].Value, CultureInfo.InvariantCulture).AddDays(1), zone);

    private static DateTimeOffset MinuteOf(string text, string zone)
    {
        var named = MinutePattern().Match(text);
        Assert.Equal(zone.Replace('_', ' '), named.Groups["zone"].Value);
        return At(DateTime.Parse(named.Groups["minute"].Value, CultureInfo.InvariantCulture), zone);
    }

    private static DateTimeOffset At(DateTime local, string zone) => new(local, TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(local));

    [GeneratedRegex(@"until (?<day>\d+ \w+ \d{4})\.")]
    private static partial Regex DayPattern();

    [GeneratedRegex(@"(up to|until) (?<minute>\d+ \w+ \d{4} \d\d:\d\d) \((?<zone>[^)]+)\)\.")]
    private static partial Regex MinutePattern();

    [GeneratedRegex(@"^\d{6}\r?$", RegexOptions.Multiline)]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"Wait (?<minutes>a minute|\d+)")]
    private static partial Regex WaitPattern();
}
