using System.Net;

namespace Storefront.Tests.Support;

/// <summary>The browser door: pages and plain forms, without script.</summary>
public sealed class BrowserDoor(Shop shop) : IDoor
{
    private const string SessionCookie = "__Host-session";

    public Shop Shop => shop;

    public async Task<Outcome> AcceptAsync(Link link, string password, string? repeated = null)
    {
        var browser = shop.NewBrowser();
        var page = await browser.OpenAsync(link.Address.PathAndQuery);
        return page.Page.QuerySelector("#password") is null
            ? new(false, null, new Dictionary<string, string>(), page.Heading, page.Status)
            : Of(browser, await browser.SubmitAsync(page, ("Password", password), ("PasswordConfirmation", repeated ?? password)));
    }

    public async Task<Outcome> ForgotAsync(string email)
    {
        var browser = shop.NewBrowser();
        var answer = await browser.SubmitAsync(await browser.GetAsync("/account/forgot-password"), ("Email", email));
        return Of(browser, answer) with { IsDone = answer.Page.QuerySelector("main form") is null, Message = answer.Main };
    }

    public async Task<Outcome> ResetAsync(Link link, string password, string? repeated = null)
    {
        var browser = shop.NewBrowser();
        var page = await browser.OpenAsync(link.Address.PathAndQuery);
        return page.Page.QuerySelector("#password") is null
            ? new(false, null, new Dictionary<string, string>(), page.Heading, page.Status)
            : Of(browser, await browser.SubmitAsync(page, ("Password", password), ("PasswordConfirmation", repeated ?? password)));
    }

    public async Task<Outcome> RegisterAsync(string email, string password, string? firstname = null)
    {
        var browser = shop.NewBrowser();
        var page = await browser.GetAsync("/account/register");
        return page.Page.QuerySelector("#password") is null
            ? new(false, null, new Dictionary<string, string>(), page.Main, page.Status)
            : Of(
                browser,
                await browser.SubmitAsync(
                    page, ("Email", email), ("Firstname", firstname ?? ""), ("Password", password), ("PasswordConfirmation", password)));
    }

    public async Task<Outcome> VerifyAsync(Link link, string? session = null, string? password = null)
    {
        var browser = session is null ? shop.NewBrowser() : With(session);
        var page = await browser.OpenAsync(link.Address.PathAndQuery);
        if (page.Page.QuerySelector("main form #email") is null)
        {
            return new(false, null, new Dictionary<string, string>(), page.Heading, page.Status);
        }

        var answer = await browser.SubmitAsync(page, password is null ? [] : [("Password", password)]);
        return Of(browser, answer) with { IsDone = answer.Heading == "Your address is confirmed", Message = answer.Main };
    }

    public async Task<Outcome> ResendVerificationAsync(string session)
    {
        var browser = With(session);
        var answer = await browser.SubmitAsync(await browser.GetAsync("/account/verify-email"));
        return Of(browser, answer) with { IsDone = answer.Heading == "Look in your inbox" };
    }

    public async Task<Outcome> SignInAsync(string email, string password)
    {
        var browser = shop.NewBrowser();
        return Of(browser, await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", email), ("Password", password)));
    }

    public async Task<Outcome> SignOutAsync(string session)
    {
        var browser = With(session);
        return Of(browser, await browser.SubmitAsync(await browser.GetAsync("/account")));
    }

    public async Task<Outcome> DeleteAsync(string session, string password)
    {
        var browser = With(session);
        return Of(browser, await browser.SubmitAsync(await browser.GetAsync("/account/delete"), ("Password", password)));
    }

    public async Task<bool> IsSignedInAsync(string session) => (await With(session).GetAsync("/account")).Status == HttpStatusCode.OK;

    public async Task<IReadOnlyList<string>> OrdersAsync(string session) =>
        [.. (await With(session).GetAsync("/account/orders")).Page.QuerySelectorAll("tbody th a").Select(link => link.TextContent)];

    public override string ToString() => "browser";

    private Browser With(string session)
    {
        var browser = shop.NewBrowser();
        browser.Cookies[SessionCookie] = session;
        return browser;
    }

    private static Outcome Of(Browser browser, BrowserAnswer answer)
    {
        string[] fields = ["email", "password", "password_confirmation"];
        var errors = fields.Where(field => answer.Problem(field) is not null).ToDictionary(field => field, field => answer.Problem(field)!);
        var isDone = answer.Status == HttpStatusCode.SeeOther;
        return new(
            isDone, isDone ? browser.Cookies.GetValueOrDefault(SessionCookie) : null, errors,
            answer.Page.QuerySelector("[role=alert]")?.TextContent.Trim(), answer.Status);
    }
}
