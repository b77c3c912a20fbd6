using System.IO.Compression;
using System.Net;
using Storefront.Platform.Tenancy;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web.PageCache;

/// <summary>Pages are compressed, except where a stranger could read their size; files always are.</summary>
public sealed class PageCompressionTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const int SignInBytes = 3 * 1024;
    private const int FirstVisitBytes = 20 * 1024;

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_page_without_a_session_is_compressed_for_any_request(string encoding)
    {
        foreach (var site in new[] { "none", "same-origin", "cross-site", null })
        {
            Assert.Equal([encoding], (await SendAsync("/account/sign-in", encoding, site)).Content.Headers.ContentEncoding);
        }
    }

    [Theory]
    [InlineData("none", true)]
    [InlineData("same-origin", true)]
    [InlineData("same-site", false)]
    [InlineData("cross-site", false)]
    [InlineData(null, false)]
    public async Task A_page_with_a_session_is_compressed_only_for_requests_of_its_own_site(string? site, bool isPacked)
    {
        var session = (await new BrowserDoor(platform.Aurora)
            .AcceptAsync(await platform.Aurora.InviteAsync($"packed-{site}@example.com"), Shop.GoodPassword)).Session!;

        var answer = await SendAsync("/account/sign-in?email=guess", "br", site, session);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(isPacked ? ["br"] : [], answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task An_API_answer_is_never_compressed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/services/webshop/v1/customer/public/countries");
        request.Headers.Add("Accept-Encoding", "br, gzip");
        using var http = platform.Client(platform.Aurora.Host);

        Assert.Empty((await http.SendAsync(request)).Content.Headers.ContentEncoding);
    }

    // Nearly as heavy as allowed.
    public static TheoryData<string, byte[]?> Logos =>
        new() { { "a drawn mark", null }, { "a picture", Pictures.Noise(128, 58) }, { "a drawing", Pictures.Scribble(2000) } };

    [Theory, MemberData(nameof(Logos))]
    public async Task The_first_visit_is_small_with_any_logo(string logo, byte[]? picture)
    {
        if (picture is not null)
        {
            await BringLogoAsync(picture);
        }

        var link = await platform.Aurora.InviteAsync($"{logo.Replace(' ', '-')}@example.com");
        var browser = platform.Aurora.NewBrowser();
        var page = await browser.OpenAsync(link.Address.PathAndQuery);
        Assert.NotNull(page.Page.QuerySelector("#password"));
        string[] files = [
            .. page.Page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img[src]")
            .Select(file => file.GetAttribute("href") ?? file.GetAttribute("src")!).Where(file => !file.StartsWith("data:", StringComparison.Ordinal))
            .Distinct()
        ];
        Assert.Equal(2, files.Length);

        var bytes = Packed(page.Text);
        Assert.True(bytes <= SignInBytes, $"{bytes} bytes of accept page");
        foreach (var file in files)
        {
            var answer = await SendAsync(file, "br, gzip");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

            // In Development the framework's own files are not cached; ours send the same headers everywhere.
            Assert.Contains(
                file.StartsWith("/brand/", StringComparison.Ordinal) ? "immutable" : "no-cache", answer.Headers.CacheControl!.ToString(),
                StringComparison.Ordinal);
            bytes += (await answer.Content.ReadAsByteArrayAsync()).Length;
        }

        Assert.True(bytes <= FirstVisitBytes, $"{bytes} bytes in all");
        Assert.True(Packed((await browser.GetAsync("/account/sign-in")).Text) <= SignInBytes);
    }

    private async Task BringLogoAsync(byte[] file)
    {
        var answer = await platform.Aurora.MerchantApi.PostAsync("shop/brand/update", new { logo = Convert.ToBase64String(file) });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        await Task.Delay(MerchantDirectory.Freshness + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_stylesheet_is_the_same_text_in_every_encoding()
    {
        var address = (await platform.Aurora.NewBrowser().GetAsync("/")).Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        var plain = await (await SendAsync(address, null)).Content.ReadAsStringAsync();

        Assert.Contains(".page", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("/*", plain, StringComparison.Ordinal);
        Assert.Equal(plain, Unpacked(await SendAsync(address, "br"), stream => new BrotliStream(stream, CompressionMode.Decompress)));
        Assert.Equal(plain, Unpacked(await SendAsync(address, "gzip;q=0.5, br;q=0"), stream => new GZipStream(stream, CompressionMode.Decompress)));
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string? encoding, string? site = null, string? session = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in new[]
        {
            ("Accept-Encoding", encoding), ("Sec-Fetch-Site", site), ("Cookie", session is null ? null : $"__Host-session={session}")
        })
        {
            if (value is not null)
            {
                request.Headers.Add(name, value);
            }
        }

        using var http = platform.Client(platform.Aurora.Host);
        return await http.SendAsync(request);
    }

    private static int Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var stream = new BrotliStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray().Length;
    }

    private static string Unpacked(HttpResponseMessage answer, Func<Stream, Stream> unpacker)
    {
        Assert.Equal("Accept-Encoding", answer.Headers.Vary.Single());
        using var reader = new StreamReader(unpacker(answer.Content.ReadAsStream()));
        return reader.ReadToEnd();
    }
}
