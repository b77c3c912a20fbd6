using Storefront.Features.Development;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Development;

/// <summary>Every page in a language that is longer and runs from right to left.</summary>
public sealed class RightToLeftTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] SignedIn = [
        "/account", "/account/orders", "/account/settings", "/account/addresses", "/account/password", "/account/email", "/account/sessions",
        "/account/details", "/account/preferences", "/account/delete"
    ];

    private readonly TestPlatform _platform = new() { Settings = { ["Demo:PseudoLanguage"] = "true" } };

    public static TheoryData<string> Visited => [
        "/", "/language", "/account/sign-in", "/account/register", "/account/forgot-password", "/account/accept-invitation", "/account/deleted",
        "/there/is/no/such/page"
    ];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    public void Dispose() => _platform.Dispose();

    [Theory, MemberData(nameof(Visited))]
    public async Task A_visitors_page_runs_from_right_to_left(string path) => AssertRightToLeft(await _platform.Aurora.NewBrowser().GetAsync(path));

    [Fact]
    public async Task A_customers_pages_and_mails_run_from_right_to_left()
    {
        await _platform.Aurora.CustomerAsync("jane@example.com");
        var browser = _platform.Aurora.NewBrowser();
        await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", "jane@example.com"), ("Password", Shop.GoodPassword));

        foreach (var path in SignedIn)
        {
            AssertRightToLeft(await browser.GetAsync(path));
        }

        Assert.All(await _platform.MailsAsync(), mail => Assert.Contains("dir=\"rtl\"", mail.Html, StringComparison.Ordinal));
        Assert.All(await _platform.MailsAsync(), mail => Assert.Contains("⟦", mail.Subject, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_other_shop_keeps_its_language() =>
        Assert.Contains(
            "<html lang=\"nl\" dir=\"ltr\">", (await _platform.Birch.NewBrowser().GetAsync("/account/sign-in")).Text, StringComparison.Ordinal);

    // Names, amounts and taglines are not translated, so they have no marks; headings and buttons always do.
    private static void AssertRightToLeft(BrowserAnswer page)
    {
        Assert.True((int)page.Status is 200 or 404, $"{page.Address}: {page.Status}");
        Assert.Equal((PseudoTexts.Language, "rtl"), (page.Page.DocumentElement.GetAttribute("lang"), page.Page.DocumentElement.GetAttribute("dir")));
        Assert.All(
            page.Page.QuerySelectorAll("h1, main button:not([lang]), main label"),
            said => Assert.Matches("^⟦.+⟧$", said.TextContent.Trim().ReplaceLineEndings(" ")));
    }
}
