using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.SignIn;

public sealed class NewDeviceTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Subject = "A new device at your account at Aurora Coffee";
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private Shop Aurora => platform.Aurora;

    private async Task<IReadOnlyList<MailMessage>> NoticesAsync(string email) =>
        [.. (await platform.MailsAsync()).Where(mail => mail.To == email && mail.Subject == Subject)];

    private Browser NewBrowser(string userAgent = Firefox)
    {
        var http = platform.Client(Aurora.Host);
        http.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        return new(http);
    }

    private static async Task SignInAsync(Browser browser, string email)
    {
        browser.Cookies.Remove("__Host-session");
        Assert.Equal(
            HttpStatusCode.SeeOther,
            (await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", email), ("Password", Shop.GoodPassword))).Status);
    }

    private async Task SignInByAppAsync(string email, string userAgent)
    {
        var http = platform.Client(Aurora.Host);
        http.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        Assert.Equal(
            HttpStatusCode.OK,
            (await new ApiClient(http, Aurora.Id).PostPublicAsync("customer/auth/login", new { email, password = Shop.GoodPassword })).Status);
    }

    [Fact]
    public async Task A_new_browser_causes_one_mail_with_device_time_and_advice()
    {
        const string email = "notices@example.com";
        await Aurora.CustomerAsync(email);
        var browser = NewBrowser();

        await SignInAsync(browser, email);
        await SignInAsync(browser, email);

        var notice = Assert.Single(await NoticesAsync(email));
        Assert.Contains("Firefox on Windows", notice.Text, StringComparison.Ordinal);
        var local = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(platform.Clock.Now, "Europe/Amsterdam");
        Assert.Contains(local.ToString("d MMMM yyyy HH:mm", CultureInfo.InvariantCulture), notice.Text, StringComparison.Ordinal);
        Assert.Contains("https://aurora.localhost/account/forgot-password", notice.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("token=", notice.Text, StringComparison.Ordinal);
        Assert.All([notice.Text, notice.Html], part => Assert.DoesNotContain(browser.Cookies["__Host-device"], part, StringComparison.Ordinal));
    }

    [Theory, InlineData("accept"), InlineData("register")]
    public async Task The_browser_that_opened_the_account_is_not_a_new_device(string way)
    {
        var email = $"opened-by-{way}@example.com";
        var browser = NewBrowser();
        var form = await browser.OpenAsync(way == "accept" ? (await Aurora.InviteAsync(email)).Address.PathAndQuery : "/account/register");
        Assert.Equal(
            HttpStatusCode.SeeOther,
            (await browser.SubmitAsync(form, ("Email", email), ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword))).Status);

        await SignInAsync(browser, email);

        Assert.Empty(await NoticesAsync(email));
        if (way == "register")
        {
            await SignInAsync(NewBrowser(), email);
            Assert.Empty(await NoticesAsync(email));
            Assert.True((await Aurora.Door("API").VerifyAsync(await Aurora.NewestLinkAsync(email))).IsDone);
        }

        await SignInAsync(NewBrowser(), email);
        Assert.Single(await NoticesAsync(email));
    }

    [Fact]
    public async Task An_app_is_known_by_its_user_agent()
    {
        const string email = "apps@example.com";
        await Aurora.CustomerAsync(email);

        await SignInByAppAsync(email, "ShopApp/1.0 (iPhone)");
        await SignInByAppAsync(email, "ShopApp/1.0 (iPhone)");
        Assert.Contains("An app on iPhone", Assert.Single(await NoticesAsync(email)).Text, StringComparison.Ordinal);

        platform.Clock.Turn(TimeSpan.FromHours(1));
        await SignInByAppAsync(email, "ShopApp/1.0 (Android)");
        Assert.Equal(2, (await NoticesAsync(email)).Count);
    }

    [Fact]
    public async Task Many_new_devices_cause_one_mail_an_hour_and_use_up_no_other_budget()
    {
        const string email = "many-devices@example.com";
        await Aurora.CustomerAsync(email);
        for (var device = 0; device < 8; device++)
        {
            await SignInAsync(NewBrowser(), email);
        }

        Assert.Contains("no further mail is sent", Assert.Single(await NoticesAsync(email)).Text, StringComparison.Ordinal);
        Assert.True((await Aurora.Door("API").ResetAsync(await Aurora.ForgetPasswordAsync(email), "another-horse-battery-staple")).IsDone);
        Assert.Contains(await platform.MailsAsync(), mail => mail.To == email && mail.Subject == "Your password at Aurora Coffee was changed");
    }

    [Fact]
    public async Task Parallel_sign_ins_of_one_new_browser_are_one_device()
    {
        const string email = "parallel-device@example.com";
        await Aurora.CustomerAsync(email);
        var browser = NewBrowser();
        browser.Cookies["__Host-device"] = new string('D', 43);
        var form = await browser.GetAsync("/account/sign-in");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => Task.Run(() => browser.Copy().SubmitAsync(form, ("Email", email), ("Password", Shop.GoodPassword)))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        Assert.Single(await NoticesAsync(email));
    }

    [Fact]
    public async Task The_same_browser_is_new_at_another_shop_and_to_another_customer()
    {
        const string email = "shared-browser@example.com", other = "shared-other@example.com";
        await Aurora.CustomerAsync(email);
        await Aurora.CustomerAsync(other);
        var browser = NewBrowser();

        await SignInAsync(browser, email);
        await SignInAsync(browser, other);

        Assert.Single(await NoticesAsync(email));
        Assert.Single(await NoticesAsync(other));
        var hashes = await platform.AsAsync(
            Aurora,
            db => db.KnownDevices.Where(device => device.Customer.Email == email || device.Customer.Email == other).Select(device => device.Hash)
                .ToListAsync());
        Assert.Equal(hashes.Count, hashes.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(0, await platform.Birch.CountAsync(db => db.KnownDevices.Where(device => device.Customer.Email == email)));
    }

    [Fact]
    public async Task A_password_change_forgets_every_device_but_this_browser()
    {
        const string email = "changes-password@example.com", fresh = "another-horse-battery-staple";
        await Aurora.CustomerAsync(email);
        var (mine, other) = (NewBrowser(), NewBrowser());
        await SignInAsync(other, email);
        await SignInAsync(mine, email);
        var change = await mine.SubmitAsync(
            await mine.GetAsync("/account/password"), ("CurrentPassword", Shop.GoodPassword), ("Password", fresh), ("PasswordConfirmation", fresh));
        Assert.Equal(HttpStatusCode.SeeOther, change.Status);
        var before = (await NoticesAsync(email)).Count;
        platform.Clock.Turn(TimeSpan.FromHours(1));

        foreach (var browser in new[] { mine, other })
        {
            browser.Cookies.Remove("__Host-session");
            await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", email), ("Password", fresh));
        }

        Assert.Equal(before + 1, (await NoticesAsync(email)).Count);
    }

    [Fact]
    public async Task The_device_cookie_opens_nothing_and_a_deletion_removes_the_devices()
    {
        const string email = "leaves-devices@example.com";
        var bearer = await Aurora.CustomerAsync(email);
        var browser = NewBrowser();
        var answer = await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", email), ("Password", Shop.GoodPassword));
        var cookie = answer.Response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("__Host-device=", StringComparison.Ordinal));
        Assert.All(
            ["httponly", "secure", "samesite=lax", "path=/", "max-age=34560000"],
            part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.False(platform.FilesHold(browser.Cookies["__Host-device"]));
        browser.Cookies.Remove("__Host-session");
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.GetAsync("/account")).Status);
        var id = (await Aurora.FindCustomerAsync(email))!.Id;
        Assert.Equal(2, await Aurora.CountAsync(db => db.KnownDevices.Where(device => device.CustomerId == id)));

        Assert.True((await Aurora.Door("API").DeleteAsync(bearer, Shop.GoodPassword)).IsDone);

        Assert.Equal(0, await Aurora.CountAsync(db => db.KnownDevices.Where(device => device.CustomerId == id)));
    }
}
