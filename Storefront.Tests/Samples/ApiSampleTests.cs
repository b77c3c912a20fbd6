using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Storefront.Platform.Api;
using Storefront.Platform.Api.Samples;
using Storefront.Tests.Support;

namespace Storefront.Tests.Samples;

/// <summary>The samples of the API reference are programs that run: each sends the request of <c>docs/api.http</c> that it was made of.</summary>
public sealed class ApiSampleTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public void Every_path_has_a_sample() => Assert.Equal(
        platform.ApiEndpoints().Select(endpoint => $"{ApiKernel.BasePath}/{endpoint.Path}").Order(StringComparer.Ordinal),
        SampleRequests.All.Where(request => request.Method == "POST").Select(request => request.Path.Split('?')[0]).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("localhost"), InlineData("aurora.localhost")]
    public async Task The_page_shows_every_sample_in_five_languages(string host)
    {
        var page = await new Browser(platform.Client(host)).OpenAsync("/docs/samples");

        var shown = page.Page.QuerySelectorAll("pre").Select(code => code.TextContent).ToList();
        Assert.Equal(SampleRequests.All.Count * 5, shown.Count);
        Assert.Contains(shown, code => code.StartsWith("curl -X POST 'https://localhost/api/", StringComparison.Ordinal));
        Assert.DoesNotContain(shown, code => code.Contains("{{", StringComparison.Ordinal));
        Assert.DoesNotContain("demo-aurora-token", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public Task In_cURL_each_sends_its_request() => SendsAsync(
        "cURL", (folder, samples) => RunAsync(folder, "samples.sh", string.Join('\n', samples), "sh"));

    [RequiresProgramFact("npm", asRoot: false)]
    public Task In_JavaScript_each_sends_its_request() => SendsAsync(
        "JavaScript", (folder, samples) => RunAsync(folder, "samples.mjs", string.Concat(samples.Select(Block)), "node"));

    [RequiresProgramFact("php", asRoot: false)]
    public Task In_PHP_each_sends_its_request() => SendsAsync(
        "PHP", (folder, samples) => RunAsync(folder, "samples.php", string.Join("?>", samples), "php"));

    [RequiresProgramFact("python3", asRoot: false)]
    public Task In_Python_each_sends_its_request() => SendsAsync(
        "Python", (folder, samples) => RunAsync(folder, "samples.py", string.Join('\n', samples), "python3"));

    [RequiresProgramFact("dotnet", asRoot: false)]
    public Task In_CSharp_each_sends_its_request() => SendsAsync("C#", (folder, samples) =>
    {
        const string first = "using System.Text;\n";
        Assert.All(samples, sample => Assert.StartsWith(first, sample, StringComparison.Ordinal));
        var program = first + string.Concat(samples.Select(sample => Block(sample[first.Length..])));
        return RunAsync(folder, "samples.cs", program, "dotnet", "run");
    });

    private static async Task SendsAsync(string language, Func<string, IReadOnlyList<string>, Task<(int ExitCode, string Output)>> run)
    {
        await using var receiver = await Receiver.StartAsync();
        var arrived = new ConcurrentQueue<string>();
        receiver.Answer = (context, message) =>
        {
            arrived.Enqueue(Line(
                context.Request.Method, context.Request.Path + context.Request.QueryString, context.Request.Headers.Authorization,
                context.Request.Headers.ContentType, context.Request.Headers["Idempotency-Key"], message.Body));
            return Task.CompletedTask;
        };
        using var folder = new ProgramFolder();
        var write = SampleLanguage.All.Single(one => one.Name == language).Write;

        var (exitCode, output) = await run(
            folder.Path, [.. SampleRequests.All.Select(request => write(request, $"http://127.0.0.1:{receiver.Port}").ReplaceLineEndings("\n"))]);

        Assert.True(exitCode == 0, output);
        Assert.Equal(
            SampleRequests.All.Select(request => Line(
                request.Method, request.Path, Header(request, "Authorization"), Header(request, "Content-Type"), Header(request, "Idempotency-Key"),
                request.Body ?? "")),
            arrived);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string folder, string name, string text, params string[] command)
    {
        var file = Path.Combine(folder, name);
        await File.WriteAllTextAsync(file, text);
        return await ProgramRun.RunAsync(command[0], folder, [.. command[1..], file]);
    }

    private static string Block(string sample) => $"{{\n{sample}\n}}\n";

    private static string? Header(SampleRequest request, string name) => request.Headers.FirstOrDefault(header => header.Key == name).Value;

    // JSON is compared by what it says: every language has white space of its own.
    private static string Line(string method, string address, string? authorization, string? contentType, string? key, string body)
    {
        var type = body.Length > 0 && MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.MediaType : null;
        var sent = type == "application/json" ? JsonNode.Parse(body)!.ToJsonString() : body.ReplaceLineEndings("\n");
        return string.Join(" | ", method, WebUtility.UrlDecode(address), authorization, type, key, sent);
    }
}
