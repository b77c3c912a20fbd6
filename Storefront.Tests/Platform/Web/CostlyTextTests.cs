using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web;

/// <summary>What anybody may request repeatedly is built once, and an invented name is not a file.</summary>
public sealed class CostlyTextTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Reference = "/openapi/v1.json";

    [Theory, InlineData("localhost"), InlineData("aurora.localhost"), InlineData("birch.localhost")]
    public async Task The_API_reference_is_the_same_compressed_text_on_every_host(string host)
    {
        var plain = await (await SendAsync(host, Reference)).Content.ReadAsStringAsync();
        var brotli = await SendAsync(host, Reference, ("Accept-Encoding", "gzip, br"));
        var gzip = await SendAsync(host, Reference, ("Accept-Encoding", "gzip"));

        Assert.Equal("3.1.1", JsonDocument.Parse(plain).RootElement.GetProperty("openapi").GetString());
        Assert.Equal("application/json", brotli.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-cache", brotli.Headers.CacheControl!.ToString());
        Assert.Equal(plain, Unpacked(new BrotliStream(await brotli.Content.ReadAsStreamAsync(), CompressionMode.Decompress)));
        Assert.Equal(plain, Unpacked(new GZipStream(await gzip.Content.ReadAsStreamAsync(), CompressionMode.Decompress)));
        Assert.Equal(plain, await (await SendAsync("localhost", Reference)).Content.ReadAsStringAsync());
    }

    [Theory, InlineData(Reference), InlineData("sheet")]
    public async Task A_cached_text_is_answered_with_304(string address)
    {
        address = address == "sheet" ? await SheetAsync() : address;
        var first = await SendAsync("aurora.localhost", address);
        var tag = first.Headers.ETag!.ToString();

        foreach (var held in new[] { tag, tag[2..], $"\"other\", {tag}", "*" })
        {
            var again = await SendAsync("aurora.localhost", address, ("If-None-Match", held), ("Accept-Encoding", "br"));
            Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync()).Length));
            Assert.Equal((tag, first.Headers.CacheControl!.ToString()), (again.Headers.ETag!.ToString(), again.Headers.CacheControl!.ToString()));
        }

        foreach (var other in new[] { "\"other\"", "W/\"other\"", "nonsense", "" })
        {
            Assert.Equal(HttpStatusCode.OK, (await SendAsync("aurora.localhost", address, ("If-None-Match", other))).StatusCode);
        }
    }

    [Theory]
    [InlineData("x.css"), InlineData("main.css"), InlineData("0123456789ab0.css"), InlineData("0123456789a.css"), InlineData("0123456789AB.css"),
        InlineData("0123456789ag.css")]
    [InlineData("..css"), InlineData("x.png"), InlineData("0123456789ab.svg"), InlineData("0123456789ab"), InlineData("logo.png"),
        InlineData("0123456789ab.png.css"), InlineData("0123456789ab.gif")]
    public async Task A_name_without_a_valid_fingerprint_is_404(string name)
    {
        foreach (var host in new[] { "aurora.localhost", "birch.localhost" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(host, $"/brand/{name}")).StatusCode);
        }
    }

    [Fact]
    public async Task An_outdated_file_name_serves_the_current_file_uncached()
    {
        foreach (var name in new[] { "0123456789ab.css", "0123456789ab.png" })
        {
            var earlier = await SendAsync("aurora.localhost", $"/brand/{name}");

            Assert.Equal((HttpStatusCode.OK, "no-cache"), (earlier.StatusCode, earlier.Headers.CacheControl!.ToString()));
        }

        Assert.Equal(
            await (await SendAsync("aurora.localhost", await SheetAsync())).Content.ReadAsStringAsync(),
            await (await SendAsync("aurora.localhost", "/brand/0123456789ab.css")).Content.ReadAsStringAsync());
    }

    private async Task<string> SheetAsync() =>
        (await platform.Aurora.NewBrowser().GetAsync("/")).Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

    private async Task<HttpResponseMessage> SendAsync(string host, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await platform.Client(host).SendAsync(request);
    }

    private static string Unpacked(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
