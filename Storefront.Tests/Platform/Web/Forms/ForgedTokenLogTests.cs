using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web.Forms;

/// <summary>Forged antiforgery tokens and cookies cause one warning a minute, and no error.</summary>
/// <remarks>The framework refuses a form's token silently. It logs an unreadable cookie, also when a page is only shown.</remarks>
public sealed class ForgedTokenLogTests
{
    private const string Token = "__RequestVerificationToken";

    [Theory]
    [InlineData("POST", "token", "CfDJ8nonsense"), InlineData("POST", "token", ""), InlineData("POST", "token", "%%%"),
        InlineData("POST", "token", "AAAA")]
    [InlineData("POST", "cookie", "CfDJ8nonsense"), InlineData("POST", "cookie", "%%%"), InlineData("POST", "cookie", "AAAA")]
    [InlineData("GET", "cookie", "CfDJ8nonsense"), InlineData("GET", "cookie", "%%%"), InlineData("GET", "cookie", "AAAA")]
    [InlineData("POST", "swapped", "")]
    public async Task Forged_tokens_are_one_warning_a_minute_and_no_error(string method, string where, string value)
    {
        using var log = new CapturedLog();
        await using var platform = new TestPlatform { Change = services => services.AddSingleton<ILoggerProvider>(log) };
        foreach (var shop in new[] { platform.Aurora, platform.Birch })
        {
            for (var round = 0; round < 10; round++)
            {
                Assert.True((await ForgeAsync(shop, method, where, value)).Status is HttpStatusCode.OK or HttpStatusCode.BadRequest);
            }
        }

        Assert.DoesNotContain(
            log.Lines,
            line =>
                line.StartsWith("Error", StringComparison.Ordinal) || line.Contains("Microsoft.AspNetCore.Antiforgery", StringComparison.Ordinal));
        Assert.Equal(where == "cookie" ? 1 : 0, Warnings(log));
        platform.Clock.Turn(TimeSpan.FromMinutes(1));
        await ForgeAsync(platform.Aurora, method, where, value);
        Assert.Equal(where == "cookie" ? 2 : 0, Warnings(log));
        Assert.DoesNotContain(
            log.Lines,
            line => line.Contains("antiforgery", StringComparison.OrdinalIgnoreCase) && value.Length > 4
                && line.Contains(value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_valid_form_causes_no_warning()
    {
        using var log = new CapturedLog();
        await using var platform = new TestPlatform { Change = services => services.AddSingleton<ILoggerProvider>(log) };
        var browser = platform.Aurora.NewBrowser();

        await browser.SubmitAsync(await browser.GetAsync("/account/forgot-password"), ("Email", "a@example.com"));

        Assert.Equal(0, Warnings(log));
    }

    private static int Warnings(CapturedLog log) =>
        log.Lines.Count(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("antiforgery token", StringComparison.Ordinal));

    private static async Task<BrowserAnswer> ForgeAsync(Shop shop, string method, string where, string value)
    {
        var browser = shop.NewBrowser();
        var token = (await browser.GetAsync("/account/sign-in")).Page.QuerySelector($"main [name={Token}]")!.GetAttribute("value")!;
        if (where == "cookie")
        {
            browser.Cookies["__Host-forms"] = value;
        }

        var sent = where switch { "token" => value, "swapped" => browser.Cookies["__Host-forms"], _ => token };
        return method == "GET" ? await browser.GetAsync("/account/sign-in")
            : await browser.PostAsync(
                "/account/sign-in", new Dictionary<string, string> { [Token] = sent, ["_handler"] = "sign-in", ["Input.Email"] = "a@example.com" });
    }
}
