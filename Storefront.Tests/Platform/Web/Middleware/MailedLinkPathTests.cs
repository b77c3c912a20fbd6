using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web.Middleware;

/// <summary>Every spelling of a path that shows a page for mailed links takes the secret out of the address; so does a path that goes on
/// behind one, although it shows no page.</summary>
public sealed class MailedLinkPathTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static readonly string[] Pages = [
        "/account/accept-invitation", "/account/reset-password", "/account/verify-email", "/account/stop-email-change"
    ];

    public static TheoryData<string, bool, bool> Spellings => new()
    {
        { "{0}", true, true }, { "{0}/", true, true }, { "{0}//", true, true }, { "//{1}", true, true }, { "/account//{2}", true, true },
        { "//account///{2}//", true, true }, { "{upper}", true, true }, { "{upper}/", true, true }, { "/Account/{2}", true, true },
        { "/account/{upper2}", true, true }, { "/account%2F{2}", true, true }, { "{0}%2F", true, true }, { "/%61ccount/{2}", true, true },
        { "{0}/x", false, true }, { "{0}s", false, true }, { "{0}.", false, true }, { "{0})", false, true }, { "{0}%20now", false, true },
        { "/x{0}", false, false }, { "/account", false, false }, { "/{2}", false, false },
    };

    [Theory, MemberData(nameof(Spellings))]
    public async Task Every_spelling_of_a_page_and_what_goes_on_behind_one_lands(string spelling, bool isPage, bool lands)
    {
        foreach (var page in Pages)
        {
            var address = $"https://{platform.Aurora.Host}{Spell(spelling, page)}";
            var clean = await platform.Aurora.NewBrowser().GetAsync(page);

            var shown = await platform.Aurora.NewBrowser().GetAsync(address);
            var landed = await platform.Aurora.NewBrowser().GetAsync(address + "?token=secret&language=nl");

            Assert.Equal(isPage, shown.Status == HttpStatusCode.OK && shown.Heading == clean.Heading);
            Assert.Equal(lands, (landed.Status, landed.Location) == (HttpStatusCode.SeeOther, page));
        }
    }

    [Theory, InlineData("%3Ftoken%3D{token}"), InlineData("%3Ftoken={token}"), InlineData("/%3Fx=1&token={token}"),
        InlineData("%253Ftoken%253D{token}")]
    public async Task A_question_mark_that_was_encoded_still_begins_the_query(string end)
    {
        var link = await platform.Aurora.InviteAsync($"encoded{end.Length}@example.com");
        var browser = platform.Aurora.NewBrowser();

        var landed = await browser.GetAsync(Pages[0] + end.Replace("{token}", link.Token, StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.SeeOther, Pages[0]), (landed.Status, landed.Location));
        Assert.Equal("Welcome to Aurora Coffee", (await browser.GetAsync(landed.Location!)).Heading);
    }

    [Fact]
    public async Task On_the_platforms_own_hosts_no_spelling_is_a_page() =>
        Assert.Equal(HttpStatusCode.NotFound, (await platform.Client("localhost").GetAsync("/account/accept-invitation/?token=secret")).StatusCode);

    private static string Spell(string spelling, string page)
    {
        var name = page.Split('/')[2];
        return spelling.Replace("{0}", page, StringComparison.Ordinal).Replace("{1}", page[1..], StringComparison.Ordinal)
            .Replace("{2}", name, StringComparison.Ordinal)
            .Replace("{upper}", page.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{upper2}", name.ToUpperInvariant(), StringComparison.Ordinal);
    }
}
