using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Accept;

public sealed class RepeatedAcceptanceTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Session = "__Host-session";
    private const string Accepted = "This invitation has been accepted";

    private static Task<BrowserAnswer> SendAsync(Browser browser, BrowserAnswer form, string password = Shop.GoodPassword) =>
        browser.SubmitAsync(form, ("Password", password), ("PasswordConfirmation", password));

    private async Task<(Link Link, Browser Browser, BrowserAnswer Form)> OpenAsync(string email)
    {
        var link = await platform.Aurora.InviteAsync(email);
        var browser = platform.Aurora.NewBrowser();
        return (link, browser, await browser.OpenAsync(link.Address.PathAndQuery));
    }

    [Fact]
    public async Task Going_back_and_posting_the_form_again_opens_the_account()
    {
        var (link, browser, form) = await OpenAsync("back@example.com");
        await SendAsync(browser, form);
        var session = browser.Cookies[Session];

        var again = await platform.UnchangedAsync(() => SendAsync(browser, form, "another-horse-battery-staple"));
        var reopened = await platform.UnchangedAsync(() => browser.OpenAsync(link.Address.PathAndQuery));

        Assert.Equal((HttpStatusCode.SeeOther, "/account"), (again.Status, again.Location));
        Assert.Equal(session, browser.Cookies[Session]);
        Assert.Equal(Accepted, reopened.Heading);
        Assert.NotNull(reopened.Page.QuerySelector("main a[href='/account']"));
        Assert.True((await new ApiDoor(platform.Aurora).SignInAsync(link.Email, Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task A_repeat_after_a_lost_answer_gets_the_same_answer()
    {
        var (_, browser, form) = await OpenAsync("lost@example.com");
        await SendAsync(browser.Copy(), form);

        var again = await platform.UnchangedAsync(() => SendAsync(browser, form));

        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task Eight_simultaneous_clicks_open_one_session()
    {
        var (link, browser, form) = await OpenAsync("clicks@example.com");
        var twins = Enumerable.Range(0, 8).Select(_ => browser.Copy()).ToList();

        var answers = await Task.WhenAll(twins.Select(twin => Task.Run(() => SendAsync(twin, form))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        Assert.Single(twins.Select(twin => twin.Cookies[Session]).Distinct());
        var customer = await platform.Aurora.FindCustomerAsync(link.Email);
        Assert.Equal(1, await platform.Aurora.CountAsync(db => db.Sessions.Where(session => session.CustomerId == customer!.Id)));
    }

    [Fact]
    public async Task Another_browser_gets_already_accepted()
    {
        var (link, browser, form) = await OpenAsync("second-device@example.com");
        var other = platform.Aurora.NewBrowser();
        var othersForm = await other.OpenAsync(link.Address.PathAndQuery);
        await SendAsync(browser, form);

        var late = await platform.UnchangedAsync(() => SendAsync(other, othersForm, "another-horse-battery-staple"));

        Assert.Equal(Accepted, late.Heading);
        Assert.DoesNotContain(Session, other.Cookies.Keys);
        Assert.Equal(Accepted, (await platform.Aurora.NewBrowser().OpenAsync(link.Address.PathAndQuery)).Heading);
    }

    [Fact]
    public async Task A_repeat_after_signing_out_signs_nobody_in()
    {
        var (_, browser, form) = await OpenAsync("out-again@example.com");
        var twin = browser.Copy();
        await SendAsync(browser, form);
        await browser.SubmitAsync(await browser.GetAsync("/account"));

        var again = await platform.UnchangedAsync(() => SendAsync(twin, form));

        Assert.Equal(Accepted, again.Heading);
        Assert.DoesNotContain(Session, twin.Cookies.Keys);
    }

    [Fact]
    public async Task The_form_of_an_older_tab_does_not_claim_the_invitation_of_a_newer_one()
    {
        var (_, browser, olderTab) = await OpenAsync("older@example.com");
        var newerTab = await browser.OpenAsync((await platform.Aurora.InviteAsync("newer@example.com")).Address.PathAndQuery);

        var older = await platform.UnchangedAsync(() => SendAsync(browser, olderTab));

        Assert.NotEqual(HttpStatusCode.SeeOther, older.Status);
        Assert.NotNull(older.Page.QuerySelector("[role=alert]"));
        Assert.Equal("newer@example.com", older.Page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(browser, newerTab)).Status);
        Assert.Contains("newer@example.com", (await browser.GetAsync("/account")).Main, StringComparison.Ordinal);
        Assert.True((await platform.Aurora.FindCustomerAsync("older@example.com"))!.IsPending);
    }

    [Fact]
    public async Task Accepting_ends_the_session_of_whoever_was_signed_in_here_before()
    {
        await platform.Aurora.CustomerAsync("before@example.com");
        var browser = platform.Aurora.NewBrowser();
        await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", "before@example.com"), ("Password", Shop.GoodPassword));
        var former = browser.Cookies[Session];
        var link = await platform.Aurora.InviteAsync("after@example.com");

        await browser.OpenAsync(link.Address.PathAndQuery);
        var accepted = await SendAsync(browser, await browser.GetAsync("/account/accept-invitation?way=open"));

        Assert.Equal(HttpStatusCode.SeeOther, accepted.Status);
        Assert.NotEqual(former, browser.Cookies[Session]);
        Assert.Contains("after@example.com", (await browser.GetAsync("/account")).Main, StringComparison.Ordinal);
        Assert.False(await new BrowserDoor(platform.Aurora).IsSignedInAsync(former));
        Assert.False((await platform.Aurora.FindCustomerAsync("before@example.com"))!.IsPending);
    }
}
