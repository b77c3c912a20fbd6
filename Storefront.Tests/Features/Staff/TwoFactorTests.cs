using System.Globalization;
using System.Security.Cryptography;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Staff;

public sealed class TwoFactorTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task A_connected_app_is_asked_at_the_next_sign_in_and_each_recovery_code_works_once()
    {
        const string email = "factors@staff.example";
        var browser = await platform.JoinAsync(platform.Aurora, email, StaffRole.Owner);
        var page = await browser.GetAsync("/admin/two-factor/set-up");
        var key = page.Page.QuerySelector("main code")!.TextContent;
        Assert.StartsWith("data:image/png;base64,", page.Page.QuerySelector("main img")!.GetAttribute("src"), StringComparison.Ordinal);

        var wrong = await browser.SubmitAsync(page, ("Code", "000000"));
        Assert.Equal("This code is not right.", wrong.Problem("code"));
        var connected = await browser.SubmitAsync(wrong, ("Code", CodeOf(key)));
        var recovery = connected.Page.QuerySelectorAll("main li code").Select(code => code.TextContent).ToArray();

        Assert.Equal(10, recovery.Length);
        await AssertSignsInAsync(email, CodeOf(key), isLetIn: true);
        await AssertSignsInAsync(email, recovery[0], isLetIn: true);
        await AssertSignsInAsync(email, recovery[0], isLetIn: false);
        Assert.DoesNotContain(key, (await browser.GetAsync("/admin/two-factor/set-up")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_password_nobody_comes_to_the_code() =>
        Assert.Equal("/admin/sign-in", (await platform.StaffBrowser().GetAsync("/admin/two-factor")).Location);

    private async Task AssertSignsInAsync(string email, string code, bool isLetIn)
    {
        var browser = platform.StaffBrowser();
        var half = await browser.SignInAsync(email, Shop.GoodPassword);
        Assert.StartsWith("/admin/two-factor", half.Location, StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());

        var answer = await browser.SubmitAsync(await browser.GetAsync(half.Location!), ("Code", code));

        Assert.Equal(isLetIn, answer.Location == "/admin" && await browser.IsSignedInAsync());
    }

    // RFC 6238, as an app computes it; Identity reads the machine's clock.
    private static string CodeOf(string key)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(key.Select(letter => Convert.ToString(alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        byte[] secret = [.. bits.Chunk(8).Where(bite => bite.Length == 8).Select(bite => Convert.ToByte(new string(bite), 2))];
        var step = BitConverter.GetBytes(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
        Array.Reverse(step);
#pragma warning disable CA5350 // The standard's hash.
        var hash = HMACSHA1.HashData(secret, step);
#pragma warning restore CA5350
        var start = hash[^1] & 15;
        var number = ((hash[start] & 127) << 24) | (hash[start + 1] << 16) | (hash[start + 2] << 8) | hash[start + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
