using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Storefront.Platform.Api;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>An integrator can generate a client from the OpenAPI document, and finds every error code.</summary>
public sealed partial class ApiDocumentTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    // One field or another names what is meant; the description says which.
    private static readonly string[] OneOfSeveral =
    [
        "customers/invitations/get", "customers/invitations/resend", "customers/invitations/revoke", "customer/sessions/revoke", "orders/import",
        "customers/invite/bulk",
    ];

    [RequiresProgramFact("npm", asRoot: false)]
    public async Task Redocly_and_Spectral_find_no_error()
    {
        using var folder = await WriteAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, ".spectral.yaml"), "extends: [\"spectral:oas\"]\n");

        var redocly = await NodeTools.RunAsync("redocly", folder.Path, "lint v1.json --format=stylish");
        var spectral = await NodeTools.RunAsync("spectral", folder.Path, "lint v1.json --fail-severity=warn");

        Assert.True(redocly.ExitCode == 0 && !redocly.Output.Contains("You have", StringComparison.Ordinal), redocly.Output);
        Assert.True(spectral.ExitCode == 0, spectral.Output);
    }

    [Fact]
    public async Task The_documented_required_fields_are_those_whose_absence_is_refused()
    {
        var customer = await platform.Aurora.CustomerAsync("required@example.com");
        var problems = new List<string>();
        foreach (var (path, audience, _) in platform.ApiEndpoints().Where(endpoint => !OneOfSeveral.Contains(endpoint.Path)))
        {
            var api = platform.Aurora.Api(audience.Kind switch
            {
                ApiAudienceKind.Merchant => platform.Aurora.Token,
                ApiAudienceKind.Customer => customer,
                _ => null,
            });

            var answer = audience.Kind == ApiAudienceKind.Public ? await api.PostPublicAsync(path, new { }) : await api.PostAsync(path, new { });

            string[] refused = answer.Json.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateObject().Select(field => field.Name)] : [];
            if (!platform.Required(path).Order(StringComparer.Ordinal).SequenceEqual(refused.Order(StringComparer.Ordinal)))
            {
                problems.Add($"{path}: {string.Join(", ", refused)}");
            }

            if (path == "customer/auth/logout")
            {
                customer = (await new ApiDoor(platform.Aurora).SignInAsync("required@example.com", Shop.GoodPassword)).Session!;
            }
        }

        Assert.Equal([], problems);
    }

    [Fact]
    public async Task Every_code_that_was_answered_is_in_the_catalogue()
    {
        var codes = ErrorCatalog.All.Select(error => (error.Code, error.Status)).ToHashSet();
        var answered = (await new Recording(platform, "coded").RunAsync()).Where(entry => (int)entry.Answer.Status >= 400)
            .Select(entry => (entry.Answer.Code!, (int)entry.Answer.Status)).Distinct().ToList();

        Assert.InRange(answered.Count, 25, 500);
        Assert.Equal([], answered.Except(codes));
    }

    [Fact]
    public async Task Every_event_of_webhooks_is_described()
    {
        var document = JsonNode.Parse(await platform.Client("localhost").GetStringAsync("/openapi/v1.json"))!;

        Assert.Equal(WebhookEventTypes.All, document["webhooks"]!.AsObject().Select(webhook => webhook.Key));
        Assert.Equal(
            ["customer_id", "receipt_id", "check"],
            document["webhooks"]!["customer.deleted"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!["data"]!
                ["properties"]!.AsObject().Select(field => field.Key));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("aurora.localhost")]
    public async Task The_page_of_codes_lists_each_with_its_meaning(string host)
    {
        var page = await new Browser(platform.Client(host)).OpenAsync("/docs/errors");

        var rows = page.Page.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Equal(ErrorCatalog.All.Count, rows.Count);
        Assert.Contains(rows, row => Holds(row, "invitation.address_pending", "422"));
        Assert.Contains(rows, row => Holds(row, "server.unavailable", "503"));
        Assert.DoesNotContain(rows, row => Holds(row, "idempotency.claimed"));
    }

    /// <remarks>So that the catalogue, which reads the fields, misses none.</remarks>
    [Fact]
    public void A_refusal_is_created_as_a_static_field_only() => Assert.Equal([],
        from source in Sources.All
        where source.Path is not ("Platform/Results/Refusal.cs" or "Features/Development/Gallery/GallerySample.cs")
        from statement in source.Code.Split(';', '{', '}')
        where Creates().IsMatch(statement) && !statement.Contains("static readonly Refusal", StringComparison.Ordinal)
        select $"{source.Path}: {statement.Trim()}");

    [GeneratedRegex(@"new Refusal\(|new\(RefusalKind|Refusal\.(Invalid|TooMany)\(")]
    private static partial Regex Creates();

    private static bool Holds(string row, params string[] texts) => texts.All(text => row.Contains(text, StringComparison.Ordinal));

    private async Task<ProgramFolder> WriteAsync()
    {
        var folder = new ProgramFolder();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "v1.json"), await platform.Client("localhost").GetStringAsync("/openapi/v1.json"));
        return folder;
    }
}
