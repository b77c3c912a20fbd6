using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Branding;
using Storefront.Platform.Hosting;
using Storefront.Platform.Tenancy;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants.Settings;

/// <summary>A merchant's brand as the operator sets it and visitors see it; another merchant's stays unchanged.</summary>
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
    public async Task A_new_brand_is_visible_at_its_own_shop_only()
    {
        var before = await PageAsync(_platform.Birch);
        await File.WriteAllBytesAsync(_file, Pictures.Png(200, 50, [("tEXt", "camera")]));

        var set = await RunAsync(
            "merchants", "brand", "--merchant", "1", "--logo", _file, "--primary", "#0B5", "--accent", "#FFEE00", "--corners", "Square", "--tagline",
            "Coffee & more");
        Assert.Matches(@"Merchant 1 is shown with [0-9a-f]{12}\.png, #00bb55 and #ffee00, square corners\.", set.Output);
        await Task.Delay(TimeSpan.FromSeconds(3));

        var page = await PageAsync(_platform.Aurora);
        Assert.Equal(
            ("Aurora Coffee", "unseen"),
            (page.Page.QuerySelector(".brand .home")!.TextContent.Trim(), page.Page.QuerySelector(".brand .plate + span")!.ClassName));
        Assert.Contains("Coffee & more", page.Main, StringComparison.Ordinal);
        using var http = _platform.Client(_platform.Aurora.Host);
        var sheet = await http.GetAsync(page.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"));
        AssertKept(sheet, "text/css");
        var css = await sheet.Content.ReadAsStringAsync();
        Assert.Contains("--brand:#00bb55", css, StringComparison.Ordinal);
        Assert.Contains("--corner:0;", css, StringComparison.Ordinal);
        Assert.Contains(
            $"--logo:url(\"data:image/png;base64,{Convert.ToBase64String(Pictures.Png(200, 50))}\");--shape:200/50", css, StringComparison.Ordinal);
        var mailed = $"/brand/{Regex.Match(set.Output, @"[0-9a-f]{12}\.png").Value}";
        var served = await http.GetAsync(mailed);
        Assert.Equal(Pictures.Png(200, 50), await served.Content.ReadAsByteArrayAsync());
        AssertKept(served, "image/png");

        var neighbour = await PageAsync(_platform.Birch);
        Assert.Equal(Look(before), Look(neighbour));
        using var there = _platform.Client(_platform.Birch.Host);
        Assert.NotEqual(Pictures.Png(200, 50), await there.GetByteArrayAsync(mailed));
        Assert.DoesNotContain(
            Convert.ToBase64String(Pictures.Png(200, 50)),
            await there.GetStringAsync(page.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drawing_is_inside_the_stylesheet_and_a_new_drawing_gets_a_new_stylesheet()
    {
        await File.WriteAllTextAsync(_file, Drawing);
        var set = await RunAsync("merchants", "brand", "--merchant", "2", "--logo", _file);
        Assert.Equal(0, set.ExitCode);
        await Task.Delay(TimeSpan.FromSeconds(3));
        var first = Look(await PageAsync(_platform.Birch)).Sheet!;
        using var http = _platform.Client(_platform.Birch.Host);
        Assert.Matches(
            @"--logo:url\(""data:image/svg\+xml,%3Csvg [^""]*%3Cpath d%3D%22M0 0h90v30z%22 %2F%3E%3C%2Fsvg%3E""\);--shape:512/171\}",
            await http.GetStringAsync(first));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"/brand/{Regex.Match(set.Output, @"[0-9a-f]{12}\.svg").Value}")).StatusCode);

        var changed = Drawing.Replace("M0 0", "M1 1", StringComparison.Ordinal);
        await File.WriteAllTextAsync(_file, changed);
        await RunAsync("merchants", "brand", "--merchant", "2", "--logo", _file);
        await Task.Delay(TimeSpan.FromSeconds(3));

        var second = Look(await PageAsync(_platform.Birch)).Sheet!;
        Assert.NotEqual(first, second);
        AssertKept(await http.GetAsync(second), "text/css");

        // A page rendered just before still finds a stylesheet, this one, and asks again next time.
        var late = await http.GetAsync(first);
        Assert.Equal("no-cache", late.Headers.CacheControl?.ToString());
        Assert.Contains("%22M1 1h90", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_page_never_caches_the_new_logo_under_the_old_stylesheet_name()
    {
        await File.WriteAllBytesAsync(_file, Pictures.Png(200, 50));
        await RunAsync("merchants", "brand", "--merchant", "1", "--logo", _file);
        await Task.Delay(TimeSpan.FromSeconds(3));
        var stale = await _platform.Services.GetRequiredService<MerchantDirectory>().FindByIdAsync(1, default);
        var sheets = _platform.Services.GetRequiredService<BrandSheets>();
        Task<BrandLogo?> Newer() => Task.FromResult<BrandLogo?>(new() { MerchantId = 1, Content = Pictures.Png(100, 50), MediaType = "image/png" });

        var early = await sheets.OfAsync(stale!, Newer);

        Assert.NotSame(early, await sheets.OfAsync(stale!, Newer));
    }

    [Fact]
    public async Task A_shop_with_a_logo_has_its_initial_on_its_colour_as_favicon()
    {
        Assert.Contains("%3Cpath", Look(await PageAsync(_platform.Birch)).Icon, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_file, Drawing);
        await RunAsync("merchants", "brand", "--merchant", "2", "--logo", _file);
        await Task.Delay(TimeSpan.FromSeconds(3));

        var icon = Uri.UnescapeDataString(Look(await PageAsync(_platform.Birch)).Icon!);

        Assert.StartsWith("data:image/svg+xml,<svg ", icon, StringComparison.Ordinal);
        Assert.Contains("#14532d", icon, StringComparison.Ordinal);
        Assert.Contains(">B</text>", icon, StringComparison.Ordinal);
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
    public async Task An_invalid_brand_is_refused_with_one_line_and_nothing_changes(string line, params string[] options)
    {
        var before = Look(await PageAsync(_platform.Aurora));

        var refused = await RunAsync([
            "merchants", "brand", .. options.Contains("--merchant") ? [] : (string[])["--merchant", "1"], .. options,
            .. options.Contains("--tagline") ? [] : (string[])["--tagline", "Changed"]
        ]);

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(before, Look(await PageAsync(_platform.Aurora)));
        Assert.StartsWith(line, refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malicious_logo_is_refused_and_the_old_one_stays()
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

    private static (string? Sheet, string? Icon, string Text) Look(BrowserAnswer page) =>
        (
            page.Page.QuerySelector("link[rel=stylesheet]")?.GetAttribute("href"), page.Page.QuerySelector("link[rel=icon]")?.GetAttribute("href"),
            page.Main);
}
