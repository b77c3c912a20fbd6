using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.SignIn;

public sealed class StaleFormTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Email = "stale@example.com";
    private const string Token = "__RequestVerificationToken";

    private static Dictionary<string, string> FieldsOf(BrowserAnswer page) =>
        page.Page.QuerySelector<IHtmlFormElement>("main form")!.QuerySelectorAll<IHtmlInputElement>("input[name]")
            .ToDictionary(input => input.Name!, input => input.Value);

    [Theory, InlineData("missing"), InlineData("nonsense"), InlineData("another browser's"), InlineData("another shop's"), InlineData("no cookie"),
        InlineData("from before signing in")]
    public async Task A_form_without_a_valid_token_does_nothing_and_is_shown_again(string fault)
    {
        var browser = platform.Aurora.NewBrowser();
        var fields = FieldsOf(await browser.GetAsync("/account/sign-in"));
        (fields["Input.Email"], fields["Input.Password"]) = (Email, Shop.GoodPassword);
        if (await platform.Aurora.FindCustomerAsync(Email) is null)
        {
            await platform.Aurora.CustomerAsync(Email);
        }

        switch (fault)
        {
            case "missing":
                fields.Remove(Token);
                break;
            case "nonsense":
                fields[Token] = "CfDJ8nonsense";
                break;
            case "another browser's":
                fields[Token] = FieldsOf(await platform.Aurora.NewBrowser().GetAsync("/account/sign-in"))[Token];
                break;
            case "another shop's":
                var birch = platform.Birch.NewBrowser();
                fields[Token] = FieldsOf(await birch.GetAsync("/account/sign-in"))[Token];
                browser.Cookies["__Host-forms"] = birch.Cookies["__Host-forms"];
                break;
            case "no cookie":
                browser.Cookies.Clear();
                break;
            default:
                browser.Cookies["__Host-session"] = (await platform.Aurora.Door("browser").SignInAsync(Email, Shop.GoodPassword)).Session!;
                break;
        }

        var answer = await platform.UnchangedAsync(() => browser.PostAsync("/account/sign-in", fields));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("Sign in", answer.Heading);
        Assert.Equal(Email, answer.Page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.NotNull(answer.Page.QuerySelector("[role=alert]"));
        Assert.DoesNotContain(Shop.GoodPassword, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_one_customer_does_nothing_for_the_next_one_at_the_browser()
    {
        await platform.Aurora.CustomerAsync("jane-before@example.com");
        await platform.Aurora.CustomerAsync("joe-after@example.com");
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] =
            (await platform.Aurora.Door("browser").SignInAsync("jane-before@example.com", Shop.GoodPassword)).Session!;
        var page = await browser.GetAsync("/account/delete");
        browser.Cookies["__Host-session"] = (await platform.Aurora.Door("browser").SignInAsync("joe-after@example.com", Shop.GoodPassword)).Session!;

        var answer = await platform.UnchangedAsync(() => browser.SubmitAsync(page, ("Password", Shop.GoodPassword)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Page.QuerySelector("[role=alert]"));
    }

    [Theory, InlineData("/account/delete"), InlineData("/account/sign-out"), InlineData("/account/accept-invitation?way=open")]
    public async Task The_other_forms_are_shown_again_as_well(string address)
    {
        var browser = platform.Aurora.NewBrowser();
        await browser.OpenAsync((await platform.Aurora.InviteAsync($"other-forms{address.Length}@example.com")).Address.PathAndQuery);
        await platform.Aurora.CustomerAsync($"signed-in{address.Length}@example.com");
        browser.Cookies["__Host-session"] =
            (await platform.Aurora.Door("browser").SignInAsync($"signed-in{address.Length}@example.com", Shop.GoodPassword)).Session!;
        var fields = FieldsOf(await browser.GetAsync(address));
        fields.Remove(Token);
        (fields["Input.Password"], fields["Input.PasswordConfirmation"]) = (Shop.GoodPassword, Shop.GoodPassword);

        var answer = await platform.UnchangedAsync(() => browser.PostAsync(address, fields));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Page.QuerySelector("main form"));
        Assert.NotNull(answer.Page.QuerySelector("[role=alert]"));
        Assert.DoesNotContain(Shop.GoodPassword, answer.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("no-such-form"), InlineData(""), InlineData(null)]
    public async Task A_form_that_does_not_exist_gets_a_page_of_ours(string? handler)
    {
        var browser = platform.Aurora.NewBrowser();
        var fields = FieldsOf(await browser.GetAsync("/account/sign-in"));
        fields.Remove("_handler");
        if (handler is not null)
        {
            fields["_handler"] = handler;
        }

        var answer = await platform.UnchangedAsync(() => browser.PostAsync("/account/sign-in", fields));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("This could not be understood", answer.Heading);
        Assert.DoesNotContain("Blazor", answer.Text, StringComparison.OrdinalIgnoreCase);
    }
}
