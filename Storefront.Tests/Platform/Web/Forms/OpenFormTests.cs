using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web.Forms;

/// <summary>A form of a mailed link works as long as its link does, whatever became of the cookie; and what it says of its end is true.</summary>
public sealed class OpenFormTests : IAsyncDisposable
{
    private const string Field = "HeldLink";
    private const string TooLong = "This page was open too long";
    private const string NoLink = "No link is open in this browser";
    private const string Unknown = "This link is not known here";
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    public static TheoryData<string, string> Pages => new()
    {
        { "/account/accept-invitation", "invitation" },
        { "/account/reset-password", "reset-password" },
        { "/account/verify-email", "verify-email" },
        { "/account/stop-email-change", "stop-email-change" },
    };

    private static (string, string)[] Typed => [("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword)];

    private async Task<(Link Link, Browser Browser, BrowserAnswer Form)> OpenAsync(string path)
    {
        var link = await Middleware.BentLinkTests.MailAsync(Aurora, path);
        var browser = Aurora.NewBrowser();
        return (link, browser, await browser.OpenAsync(link.Address.PathAndQuery));
    }

    private static bool IsDone(BrowserAnswer answer) => answer.Status == HttpStatusCode.SeeOther || answer.Heading == "Your address is confirmed";

    [Theory, MemberData(nameof(Pages))]
    public async Task A_form_that_was_open_for_31_minutes_is_taken(string path, string name)
    {
        foreach (var isForgotten in new[] { true, false })
        {
            var (link, browser, form) = await OpenAsync(path);
            Assert.DoesNotContain(link.Token, form.Text, StringComparison.Ordinal);
            _platform.Clock.Turn(TimeSpan.FromMinutes(31));
            if (isForgotten)
            {
                browser.Cookies.Remove($"__Host-{name}");
            }

            Assert.True(IsDone(await browser.SubmitAsync(form, Typed)));
        }
    }

    [Fact]
    public async Task An_invitations_form_is_taken_on_the_last_day_and_repeated_by_the_same_browser()
    {
        var (_, browser, form) = await OpenAsync("/account/accept-invitation");
        _platform.Clock.Turn(TimeSpan.FromDays(7));
        browser.Cookies.Remove("__Host-invitation");

        var accepted = await browser.SubmitAsync(form, Typed);
        var session = browser.Cookies["__Host-session"];
        var again = await browser.Copy().SubmitAsync(form, Typed);

        Assert.Equal(("/account", "/account"), (accepted.Location, again.Location));
        Assert.Equal(session, browser.Cookies["__Host-session"]);
    }

    [Fact]
    public async Task Where_an_old_form_leads_is_about_its_link_too()
    {
        var (_, browser, form) = await OpenAsync("/account/accept-invitation");
        var decline = await browser.GetAsync("/account/accept-invitation?way=decline");
        _platform.Clock.Turn(TimeSpan.FromMinutes(31));

        Assert.Equal(TooLong, (await browser.GetAsync("/account/accept-invitation?way=decline")).Heading);
        var declined = await browser.SubmitFormAsync(decline, "decline-invitation");

        Assert.Equal("This invitation was declined", (await browser.GetAsync(declined.Location!)).Heading);
        Assert.Equal("This invitation was declined", (await browser.SubmitAsync(form, Typed)).Heading);
    }

    [Fact]
    public async Task A_refused_form_of_an_old_page_is_shown_again_and_works()
    {
        var (_, browser, form) = await OpenAsync("/account/reset-password");
        _platform.Clock.Turn(TimeSpan.FromMinutes(31));

        var refused = await browser.SubmitAsync(form, ("Password", "short"), ("PasswordConfirmation", "short"));

        Assert.NotNull(refused.Problem("password"));
        Assert.True(IsDone(await browser.SubmitAsync(refused, Typed)));
    }

    [Fact]
    public async Task A_form_whose_link_has_ended_says_what_became_of_the_link()
    {
        var (link, browser, form) = await OpenAsync("/account/accept-invitation");
        var id = (await Aurora.FindCustomerAsync(link.Email))!.Id;
        await Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = id });
        _platform.Clock.Turn(TimeSpan.FromMinutes(31));

        Assert.Equal("There is a newer invitation", (await browser.SubmitAsync(form, Typed)).Heading);
        _platform.Clock.Turn(TimeSpan.FromDays(8));
        var newest = await Aurora.NewestLinkAsync(link.Email);
        Assert.Equal("This invitation has expired", (await browser.OpenAsync(newest.Address.PathAndQuery)).Heading);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_form_whose_token_is_too_old_is_shown_again_with_its_link(string path, string name)
    {
        var (link, browser, form) = await OpenAsync(path);
        browser.Cookies.Remove($"__Host-{name}");
        browser.Cookies.Remove("__Host-forms");

        var again = await _platform.UnchangedAsync(() => browser.SubmitAsync(form, Typed));

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Equal(link.Email, again.Page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.DoesNotContain(Shop.GoodPassword, again.Text, StringComparison.Ordinal);
        Assert.True(IsDone(await browser.SubmitAsync(again, Typed)));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_sealed_link_opens_nothing_on_another_page_at_another_shop_or_bent(string path, string name)
    {
        var (_, browser, form) = await OpenAsync(path);
        var sealedLink = form.Page.QuerySelector<IHtmlInputElement>($"main form input[name='{Field}']")!.Value;
        browser.Cookies.Remove($"__Host-{name}");
        foreach (var other in Pages.Select(row => (string)((object[])row)[0]).Where(other => other != path))
        {
            var (_, elsewhere, foreign) = await OpenAsync(other);
            elsewhere.Cookies.Remove("__Host-" + Pages.Select(row => (object[])row).First(row => (string)row[0] == other)[1]);
            Assert.Equal(TooLong, (await _platform.UnchangedAsync(() => elsewhere.PostAsync(other, FieldsOf(foreign, sealedLink)))).Heading);
        }

        var birch = _platform.Birch.NewBrowser();
        var theirs = await birch.OpenAsync((await Middleware.BentLinkTests.MailAsync(_platform.Birch, path)).Address.PathAndQuery);
        birch.Cookies.Remove($"__Host-{name}");
        Assert.Null((await _platform.UnchangedAsync(() => birch.PostAsync(path, FieldsOf(theirs, sealedLink)))).Page.QuerySelector("#email"));
        Assert.Equal(TooLong, (await _platform.UnchangedAsync(() => browser.PostAsync(path, FieldsOf(form, sealedLink + "x")))).Heading);
        Assert.True(IsDone(await browser.PostAsync(path, FieldsOf(form, sealedLink))));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Without_a_held_link_the_page_says_so_and_not_that_the_link_is_unknown(string path, string name)
    {
        var (link, opened, _) = await OpenAsync(path);

        var elsewhere = await Aurora.NewBrowser().GetAsync(path);
        var landed = await Aurora.NewBrowser().GetAsync(link.Address.PathAndQuery);
        var withoutCookies = await Aurora.NewBrowser().GetAsync(landed.Location!);

        Assert.All([elsewhere, withoutCookies], page =>
        {
            Assert.Equal((HttpStatusCode.OK, NoLink), (page.Status, page.Heading));
            Assert.Contains("in this browser", page.Main, StringComparison.Ordinal);
            Assert.Contains("cookies", page.Main, StringComparison.Ordinal);
        });
        Assert.Equal(Unknown, (await Aurora.NewBrowser().OpenAsync($"{path}?token={link.Token[..^1]}")).Heading);
        _platform.Clock.Turn(TimeSpan.FromMinutes(31));
        var tooOld = await opened.GetAsync(path);
        Assert.Equal(TooLong, tooOld.Heading);
        Assert.Contains("Open the link in your mail again.", tooOld.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("cookies", tooOld.Main, StringComparison.Ordinal);
        opened.Cookies[$"__Host-{name}"] = "forged";
        Assert.Equal(NoLink, (await opened.GetAsync(path)).Heading);
    }

    private static Dictionary<string, string> FieldsOf(BrowserAnswer page, string sealedLink)
    {
        var fields = page.Page.QuerySelector<IHtmlFormElement>("main form")!.QuerySelectorAll<IHtmlInputElement>("input[name]")
            .ToDictionary(input => input.Name!, input => input.Value);
        (fields[Field], fields["Input.Password"], fields["Input.PasswordConfirmation"]) = (sealedLink, Shop.GoodPassword, Shop.GoodPassword);
        return fields;
    }
}
