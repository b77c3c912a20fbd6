using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Hosting;

/// <summary>One database, first a developer's and then put into production: what an operator and a stranger meet there.</summary>
public sealed class ProductionTests
{
    private const string Invite = "api/services/webshop/v1/customers/invite";

    [Fact]
    public async Task A_database_from_development_opens_nothing_in_production()
    {
        using var folder = new ProgramFolder();
        await using (var developers = await RunningProgram.StartAsync(folder, "Development"))
        {
            Assert.Equal(HttpStatusCode.Created, await InviteAsync(developers, "aurora.localhost", "demo-aurora-token"));
            Assert.Equal(HttpStatusCode.OK, (await developers.SendAsync(HttpMethod.Get, "localhost", "_dev/mailbox")).StatusCode);
            await AssertStopsInTimeAsync(developers);
        }

        var secret = await AddShopAsync(folder);
        await using var program = await RunningProgram.StartAsync(
            folder, "Production", ("Mail:Transport", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", "1"),
            ("Proxies:Trusted:0", "127.0.0.1"));

        Assert.Equal(HttpStatusCode.Unauthorized, await InviteAsync(program, "aurora.localhost", "demo-aurora-token"));
        Assert.Equal(HttpStatusCode.Created, await InviteAsync(program, "shop.cedar.example", secret));
        foreach (var path in new[] { "_dev/mailbox", "_dev/mailbox.json", "_dev/mailbox/1", "_dev/gallery" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await program.SendAsync(HttpMethod.Get, "localhost", path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await program.SendAsync(HttpMethod.Get, "shop.cedar.example", path)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await program.SendAsync(HttpMethod.Get, "localhost", "health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.SendAsync(HttpMethod.Get, "localhost", "health/ready")).StatusCode);
        await AssertCarefulAsync(program);
        await AssertStopsInTimeAsync(program);
    }

    private static async Task AssertCarefulAsync(RunningProgram program)
    {
        var page = await program.SendAsync(HttpMethod.Get, "shop.cedar.example", "account/sign-in", isForwardedTls: true);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("max-age=31536000; includeSubDomains", page.Headers.GetValues("Strict-Transport-Security").Single());
        HttpResponseMessage[] answers =
        [
            page,
            await program.SendAsync(HttpMethod.Get, "shop.cedar.example", "no-such-page"),
            await program.SendAsync(HttpMethod.Get, "nobody.example", ""),
            await program.SendAsync(HttpMethod.Post, "shop.cedar.example", Invite, body: new StringContent("{", null, "application/json")),
            await program.SendAsync(
                HttpMethod.Post, "shop.cedar.example", "account/sign-in",
                body: new StringContent("Input.Email=", null, "application/x-www-form-urlencoded")),
        ];
        foreach (var answer in answers)
        {
            Assert.False(answer.Headers.Contains("Server"));
            Assert.False(answer.Headers.Contains("X-Powered-By"));
            Assert.True((int)answer.StatusCode < 500);
            Assert.DoesNotContain("   at ", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    // Without mail settings: a command sends none.
    private static async Task<string> AddShopAsync(ProgramFolder folder)
    {
        var added = await RunningProgram.RunAsync(
            folder, "Production", ["merchants", "add", "--name", "Cedar", "--host", "shop.cedar.example", "--from", "shop@cedar.example"]);
        Assert.Equal((0, "Added merchant 3: Cedar, shop.cedar.example", ""), added);
        var refused = await RunningProgram.RunAsync(
            folder, "Production", ["merchants", "add", "--name", "Cedar", "--host", "shop.cedar.example", "--from", "shop@cedar.example"]);
        Assert.Equal((1, "host: Another shop has this host.", ""), refused);
        var created =
            await RunningProgram.RunAsync(folder, "Production", ["tokens", "create", "--merchant", "3", "--name", "ERP", "--abilities", "*"]);
        Assert.Equal(0, created.ExitCode);
        return created.Output.Split('\n')[1].Trim();
    }

    private static async Task<HttpStatusCode> InviteAsync(RunningProgram program, string host, string token) =>
        (await program.SendAsync(HttpMethod.Post, host, Invite, token, JsonContent.Create(new { email = "jane@example.com" }))).StatusCode;

    private static async Task AssertStopsInTimeAsync(RunningProgram program)
    {
        var waited = Stopwatch.StartNew();
        Assert.Equal(0, await program.StopAsync());
        Assert.InRange(waited.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
        Assert.Equal("", program.Errors);
    }
}
