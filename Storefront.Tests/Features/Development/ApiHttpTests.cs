using System.Text.Json;
using System.Text.RegularExpressions;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Development;

/// <summary>docs/api.http runs from top to bottom on fresh demo data, with what answers and mails hold carried along, and names every
/// endpoint.</summary>
public sealed partial class ApiHttpTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static readonly string File = Path.Combine(Sources.Root, "docs", "api.http");

    [RequiresProgramFact("npm", asRoot: false)]
    public async Task Every_request_is_done()
    {
        using var folder = new ProgramFolder();
        await using var program = await RunningProgram.StartAsync(folder, "Development");
        var file = Path.Combine(folder.Path, "api.http");
        await System.IO.File.WriteAllTextAsync(
            file,
            (await System.IO.File.ReadAllTextAsync(File))
                .Replace("http://localhost:5080", $"http://localhost:{program.Http.BaseAddress!.Port}", StringComparison.Ordinal));

        // Into a file: the program does not wait until a pipe has taken all of it.
        var report = Path.Combine(folder.Path, "report.json");
        await NodeTools.RunAsync("httpyac", folder.Path, $"send '{file}' --all --json --no-color > '{report}'");

        var requests = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(report)).RootElement.GetProperty("requests").EnumerateArray()
            .ToList();
        Assert.Equal(
            (await System.IO.File.ReadAllLinesAsync(File))
                .Count(line => line.StartsWith("POST ", StringComparison.Ordinal) || line.StartsWith("GET ", StringComparison.Ordinal)),
            requests.Count);
        Assert.Equal(
            [],
            requests.Where(request => !IsExpected(request))
                .Select(request => $"{request.GetProperty("name")}: {StatusOf(request)} {request}"));
    }

    [Fact]
    public async Task Every_endpoint_stands_in_the_file()
    {
        var text = await System.IO.File.ReadAllTextAsync(File);

        Assert.Equal(
            [],
            platform.ApiEndpoints().Select(endpoint => endpoint.Path)
                .Where(path => !text.Contains($"{{{{base}}}}/{path}\n", StringComparison.Ordinal)));
    }

    // A passkey is made by a device: its requests are complete, and refused as their names say.
    private static bool IsExpected(JsonElement request) =>
        RefusedPattern().Match(request.GetProperty("name").GetString() ?? "") is { Success: true } refused
            ? $"{StatusOf(request)}" == refused.Groups[1].Value
            : StatusOf(request) is >= 200 and < 400;

    [GeneratedRegex(@"refused with (\d{3})$")]
    private static partial Regex RefusedPattern();

    private static int StatusOf(JsonElement request) =>
        request.TryGetProperty("response", out var response) && response.TryGetProperty("statusCode", out var status) ? status.GetInt32() : 0;
}
