using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Operator;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants;

/// <summary>A shop's look as the operator sets it, as its visitors see it, and as its neighbour does not.</summary>
public sealed class SetBrandTests : IAsyncLifetime, IDisposable
{
    private const string Drawing = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h90v30z"/></svg>""";
    private readonly TestPlatform _platform = new();
    private readonly string _file = Path.GetTempFileName();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        File.Delete(_file);
        await _platform.DisposeAsync();
    }

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task A_logo_two_colours_and_corners_are_seen_at_that_shop_alone()
    {
        var before = await PageAsync(_platform.Birch);
        await File.WriteAllBytesAsync(_file, Pictures.Png(200, 50, [("tEXt", "camera")]));

        var set = await RunAsync("merchants", "brand", "--merchant", "1", "--logo", _file, "--primary", "#0B5", "--accent", "#FFEE00", "--corners", "Square", "--tagline", "Coffee & more");
        Assert.Matches(@"Merchant 1 is shown with [0-9a-f]{12}\.png, #00bb55 and #ffee00, square corners\.", set.Output);
        await Task.Delay(TimeSpan.FromSeconds(3));

        var page = await PageAsync(_platform.Aurora);
        var logo = page.Page.QuerySelector(".brand img")!;
        Assert.Equal(("Aurora Coffee", "144", "36"), (logo.GetAttribute("alt"), logo.GetAttribute("width"), logo.GetAttribute("height")));
        Assert.Contains("Coffee & more", page.Main, StringComparison.Ordinal);
        using var http = _platform.Client(_platform.Aurora.Host);
        var served = await http.GetAsync(logo.GetAttribute("src"));
        Assert.Equal(Pictures.Png(200, 50), await served.Content.ReadAsByteArrayAsync());
        AssertKept(served, "image/png");
        var sheet = await http.GetAsync(page.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"));
        AssertKept(sheet, "text/css");
        var css = await sheet.Content.ReadAsStringAsync();
        Assert.Contains("--brand:#00bb55", css, StringComparison.Ordinal);
        Assert.Contains("--corner:0;", css, StringComparison.Ordinal);

        var neighbour = await PageAsync(_platform.Birch);
        Assert.Equal(Look(before), Look(neighbour));
        using var there = _platform.Client(_platform.Birch.Host);
        Assert.NotEqual(Pictures.Png(200, 50), await there.GetByteArrayAsync(logo.GetAttribute("src")));
    }

    [Fact]
    public async Task A_drawing_is_served_as_one_that_can_do_nothing_and_a_new_one_has_a_new_name()
    {
        await File.WriteAllTextAsync(_file, Drawing);
        Assert.Equal(0, (await RunAsync("merchants", "brand", "--merchant", "2", "--logo", _file)).ExitCode);
        await Task.Delay(TimeSpan.FromSeconds(3));
        var first = Look(await PageAsync(_platform.Birch)).Logo!;
        using var http = _platform.Client(_platform.Birch.Host);
        var served = await http.GetAsync(first);
        AssertKept(served, "image/svg+xml");
        Assert.Equal("default-src 'none'; sandbox; frame-ancestors 'none'", served.Headers.GetValues("Content-Security-Policy").Single());

        await File.WriteAllTextAsync(_file, Drawing.Replace("M0 0", "M1 1", StringComparison.Ordinal));
        await RunAsync("merchants", "brand", "--merchant", "2", "--logo", _file);
        await Task.Delay(TimeSpan.FromSeconds(3));

        Assert.NotEqual(first, Look(await PageAsync(_platform.Birch)).Logo);
    }

    [Theory]
    [InlineData("primary: ", "--primary", "red")]
    [InlineData("primary: ", "--primary", "#12345")]
    [InlineData("accent: ", "--accent", "#fff}body{display:none")]
    [InlineData("corners: ", "--corners", "oval")]
    [InlineData("corners: ", "--corners", "7")]
    [InlineData("tagline: ", "--tagline", "two\nlines")]
    [InlineData("logo: ", "--logo", "/nowhere/logo.png")]
    [InlineData("There is no such merchant.", "--merchant", "99", "--primary", "#ffffff")]
    public async Task A_look_that_cannot_be_is_refused_with_a_line_and_nothing_changes(string line, params string[] options)
    {
        var before = Look(await PageAsync(_platform.Aurora));

        var refused = await RunAsync(["merchants", "brand", .. options.Contains("--merchant") ? [] : (string[])["--merchant", "1"], .. options, .. options.Contains("--tagline") ? [] : (string[])["--tagline", "Changed"]]);

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(before, Look(await PageAsync(_platform.Aurora)));
        Assert.StartsWith(line, refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logo_that_is_an_attack_is_refused_and_the_old_one_stays()
    {
        var before = Look(await PageAsync(_platform.Aurora));
        await File.WriteAllTextAsync(_file, Drawing.Replace("<path", "<script>alert(1)</script><path", StringComparison.Ordinal));

        var refused = await RunAsync("merchants", "brand", "--merchant", "1", "--logo", _file);

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("logo: The logo uses the element script", refused.Output, StringComparison.Ordinal);
        Assert.Equal(before, Look(await PageAsync(_platform.Aurora)));
        Assert.Equal(0, await _platform.Aurora.CountAsync(db => db.BrandLogos));
    }

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] typed)
    {
        await using var output = new StringWriter();
        return (await _platform.Services.GetRequiredService<OperatorConsole>().RunAsync(typed, output), output.ToString());
    }

    private static void AssertKept(HttpResponseMessage answer, string type)
    {
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
    }

    private static Task<BrowserAnswer> PageAsync(Shop shop) => shop.NewBrowser().GetAsync("/");

    private static (string? Sheet, string? Logo, string Text) Look(BrowserAnswer page) =>
        (page.Page.QuerySelector("link[rel=stylesheet]")?.GetAttribute("href"), page.Page.QuerySelector("link[rel=icon]")?.GetAttribute("href"), page.Main);
}
