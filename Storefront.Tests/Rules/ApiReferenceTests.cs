using System.Text.Json;
using Storefront.Platform.Api;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>The OpenAPI document is true: compared with the routes of the running application and with real answers.</summary>
public sealed class ApiReferenceTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task Every_endpoint_is_described_with_a_name_and_a_summary_and_nothing_else_is()
    {
        var document = await DocumentAsync();
        var paths = document.GetProperty("paths").EnumerateObject().ToLookup(path => path.Value.TryGetProperty("post", out _));
        var described = paths[true].ToDictionary(path => path.Name, path => path.Value);

        Assert.Equal(
            [Requests.Full("customer/auth/verify-email/{customer_id}/{hash}"), Requests.Full("customer/public/countries")],
            paths[false].Select(path => path.Name).Order(StringComparer.Ordinal));

        Assert.Equal(platform.ApiEndpoints().Select(endpoint => Requests.Full(endpoint.Path)).Order(), described.Keys.Order());
        Assert.All(described, path => Assert.Equal(["post"], path.Value.EnumerateObject().Select(method => method.Name)));
        var operations = described.Values.Select(path => path.GetProperty("post")).ToList();
        Assert.All(operations, operation => Assert.NotEqual("", operation.GetProperty("summary").GetString()));
        Assert.Equal(operations.Count, operations.Select(operation => operation.GetProperty("operationId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Security_and_refusals_are_described_where_they_can_happen()
    {
        var document = await DocumentAsync();
        foreach (var (path, audience, body) in platform.ApiEndpoints())
        {
            var operation = Operation(document, path);
            var responses = operation.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToList();
            string[] always = ["413", "415", "422", "429", "500", "503"];

            Assert.Empty(always.Except(responses));
            Assert.Equal(audience.Kind == ApiAudienceKind.Public ? 0 : 1, operation.GetProperty("security").GetArrayLength());
            Assert.Equal(audience.Kind != ApiAudienceKind.Public, responses.Contains("401"));
            Assert.Equal(audience.Ability is not null, responses.Contains("403"));
            Assert.Equal(
                body is not null || audience.Kind == ApiAudienceKind.Public || path == "customers/import/inspect",
                operation.TryGetProperty("requestBody", out _));
        }
    }

    [Fact]
    public async Task Every_answer_documents_the_rate_headers()
    {
        foreach (var path in (await DocumentAsync()).GetProperty("paths").EnumerateObject())
        {
            var operation = path.Value.EnumerateObject().Single().Value;
            var isWrite = operation.TryGetProperty("parameters", out var parameters)
                && parameters.EnumerateArray().Any(parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key");
            foreach (var response in operation.GetProperty("responses").EnumerateObject())
            {
                var headers = response.Value.GetProperty("headers").EnumerateObject().Select(header => header.Name).ToList();
                Assert.Contains("X-RateLimit-Limit", headers);
                Assert.Contains("X-RateLimit-Remaining", headers);
                Assert.Equal(response.Name is "429" or "503" || (response.Name == "409" && isWrite), headers.Contains("Retry-After"));
                Assert.Equal(response.Name == "401", headers.Contains("WWW-Authenticate"));
                Assert.True(isWrite || !headers.Contains("Idempotent-Replayed"));
            }
        }
    }

    [Fact]
    public async Task Requests_name_their_fields_and_public_ones_their_shop()
    {
        var document = await DocumentAsync();
        foreach (var (path, audience, body) in platform.ApiEndpoints().Where(endpoint => endpoint.Body is not null))
        {
            var schema = Resolve(
                document,
                Operation(document, path).GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"));
            var fields = ApiJson.Options.GetTypeInfo(body!).Properties.Where(field => field.Set is not null).Select(field => field.Name).ToList();
            if (audience.Kind == ApiAudienceKind.Public)
            {
                fields.Add("project_id");
                Assert.Contains("project_id", schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
            }

            Assert.Equal(fields.Order(), schema.GetProperty("properties").EnumerateObject().Select(field => field.Name).Order());
        }
    }

    [Fact]
    public async Task Real_answers_match_the_described_ones()
    {
        var document = await DocumentAsync();
        var recording = await new Recording(platform).RunAsync();
        var problems = new List<string>();
        foreach (var (path, answer) in recording)
        {
            var status = $"{(int)answer.Status}";
            if (!Operation(document, path).GetProperty("responses").TryGetProperty(status, out var response))
            {
                problems.Add($"{path} {status} is not described");
                continue;
            }

            var schema = response.GetProperty("content").GetProperty("application/json").GetProperty("schema");
            problems.AddRange(new Schema(document).Check(schema, answer.Json).Select(problem => $"{path} {status}: {problem}"));
        }

        Assert.Equal([], problems.Distinct());
    }

    [Fact]
    public async Task The_recording_saw_each_endpoint_succeed_and_be_refused()
    {
        var recording = await new Recording(platform, "again").RunAsync();

        foreach (var (path, audience, body) in platform.ApiEndpoints())
        {
            var seen = recording.Where(entry => entry.Path == path).Select(entry => (int)entry.Answer.Status).ToHashSet();
            Assert.True(seen.Any(status => status is 200 or 201 or 202), $"{path} never succeeded: {string.Join(",", seen)}");
            Assert.Contains(415, seen);
            Assert.Contains(422, seen);
            Assert.Equal(audience.Kind != ApiAudienceKind.Public, seen.Contains(401));
            Assert.Equal(audience.Ability is not null, seen.Contains(403));
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("birch.localhost")]
    public async Task The_readable_page_loads_only_from_its_own_host(string host)
    {
        var page = await new Browser(platform.Client(host)).OpenAsync("/docs/index.html");

        var policy = page.Response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("script:not([src]), style, [style], [onclick], [onload]"));
        var addresses = page.Page.QuerySelectorAll("script[src], link[href]")
            .Select(element => element.GetAttribute("src") ?? element.GetAttribute("href")!).ToList();
        Assert.InRange(addresses.Count, 3, 20);
        foreach (var address in addresses)
        {
            Assert.DoesNotContain("//", address, StringComparison.Ordinal);
            var asset = await platform.Client(host).GetAsync(new Uri(new Uri($"https://{host}/docs/"), address));
            Assert.True(asset.IsSuccessStatusCode, address);
        }
    }

    [Theory]
    [InlineData("/docs")]
    [InlineData("/docs/index.html")]
    [InlineData("/docs/swagger-ui.css")]
    [InlineData("/openapi/v1.json")]
    public async Task Unknown_hosts_have_no_reference(string address) =>
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await platform.Client("unknown.localhost").GetAsync(address)).StatusCode);

    private static JsonElement Operation(JsonElement document, string path) =>
        document.GetProperty("paths").GetProperty(Requests.Full(path)).GetProperty("post");

    private static JsonElement Resolve(JsonElement document, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference)
            ? reference.GetString()!.TrimStart('#', '/').Split('/').Aggregate(document, (element, name) => element.GetProperty(name))
            : schema;

    private async Task<JsonElement> DocumentAsync() =>
        JsonDocument.Parse(await platform.Client("localhost").GetStringAsync("/openapi/v1.json")).RootElement;
}
