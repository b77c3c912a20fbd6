using System.Net;
using System.Net.Sockets;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Hosting;

/// <summary>The first minutes with the real program: what it prints, where it listens, and what it says when it cannot.</summary>
public sealed class FirstMinutesTests
{
    [Fact]
    public async Task The_start_ends_with_where_everything_is_and_without_a_warning()
    {
        using var folder = new ProgramFolder();
        await using var program = await RunningProgram.StartAsync(folder, "Development");
        var port = program.Http.BaseAddress!.Port;
        await Eventually.IsSoAsync(() => program.Output.Contains("curl", StringComparison.Ordinal));

        string[] lines =
        [
            $"http://aurora.localhost:{port}/", $"http://birch.localhost:{port}/", "demo-aurora-token", "demo-birch-token",
            $"http://localhost:{port}/_dev/mailbox", $"http://localhost:{port}/docs",
            $"curl -X POST http://localhost:{port}/api/services/webshop/v1/customers/invite",
        ];
        Assert.All(lines, line => Assert.Contains(line, program.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("warn", program.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("DataProtection", program.Output, StringComparison.Ordinal);
        Assert.Equal("", program.Errors);
        Assert.InRange(program.Output[program.Output.IndexOf("Aurora Coffee", StringComparison.Ordinal)..].Split('\n').Length, 5, 15);
    }

    [Fact]
    public async Task The_platforms_front_leads_to_both_shops_and_shows_the_call()
    {
        await using var platform = new TestPlatform();
        var page = await new Browser(platform.Client("localhost")).GetAsync("/");

        Assert.All(
            ["aurora.localhost", "birch.localhost"],
            host =>
                Assert.Contains(page.Page.QuerySelectorAll("main a"), link => link.GetAttribute("href")!.Contains(host, StringComparison.Ordinal)));
        Assert.Contains("curl -X POST", page.Main, StringComparison.Ordinal);
        Assert.Contains("demo-aurora-token", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_demo_shops_the_front_shows_neither_token_nor_call()
    {
        await using var platform = new TestPlatform { Settings = { ["Demo:Enabled"] = "false" } };
        var page = await new Browser(platform.Client("localhost")).GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("demo-", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task A_port_that_is_taken_is_one_line_with_the_way_out(string environment)
    {
        using var folder = new ProgramFolder();
        await MigrateAsync(folder);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (exitCode, output, errors) =
            await RunningProgram.RunAsync(folder, environment, ["--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"], MailServer);

        Assert.Equal(1, exitCode);
        Assert.Contains("--urls", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://")]
    [InlineData("localhost:5080")]
    [InlineData("http://192.0.2.1:5080")]
    public async Task An_address_that_cannot_be_had_is_one_line(string address)
    {
        using var folder = new ProgramFolder();
        await MigrateAsync(folder);

        var (exitCode, output, errors) = await RunningProgram.RunAsync(folder, "Production", ["--urls", address], MailServer);

        Assert.Equal(1, exitCode);
        Assert.Contains("--urls", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_says_where_it_listens()
    {
        using var folder = new ProgramFolder();
        var port = LoopbackPort.Free();

        await using var program =
            await RunningProgram.StartAtAsync(folder, "Development", $"http://127.0.0.1:{port}", [], ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"));

        Assert.Equal(HttpStatusCode.OK, (await program.SendAsync(HttpMethod.Get, "localhost", "health/ready")).StatusCode);
        Assert.DoesNotContain(
            "applicationUrl", await File.ReadAllTextAsync(Path.Combine(Sources.Root, "Storefront", "Properties", "launchSettings.json")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_the_log_in_production_has_its_time()
    {
        using var folder = new ProgramFolder();
        await MigrateAsync(folder);
        await using var program = await RunningProgram.StartAsync(folder, "Production", MailServer);
        await Eventually.IsSoAsync(() => program.Output.Contains("Application started", StringComparison.Ordinal));

        Assert.All(
            program.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches("^{\"Timestamp\":\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[.][0-9]{3}Z\"", line));
    }

    [Fact]
    public async Task A_mail_server_that_is_away_shows_in_the_log_and_in_the_health_check()
    {
        using var folder = new ProgramFolder();
        await using var program = await RunningProgram.StartAsync(folder, "Development", MailServer);
        using var body = new StringContent("{\"email\":\"somebody@example.com\"}", null, "application/json");

        Assert.Equal(
            HttpStatusCode.Created,
            (await program.SendAsync(
                HttpMethod.Post, "localhost", "api/services/webshop/v1/customers/invite", "demo-aurora-token", body)).StatusCode);

        await Eventually.IsSoAsync(() => program.Output.Contains("The mail server does not answer", StringComparison.Ordinal));
        await Eventually.IsSoAsync(async () =>
            await (await program.SendAsync(HttpMethod.Get, "localhost", "health/ready")).Content.ReadAsStringAsync() == "degraded: mail");
        Assert.DoesNotContain("somebody@example.com", program.Output, StringComparison.Ordinal);
    }

    private static (string Key, string Value)[] MailServer => [("Mail:Transport", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", "1")];

    private static async Task MigrateAsync(ProgramFolder folder)
    {
        var (exitCode, output, errors) = await RunningProgram.RunAsync(folder, "Production", ["database", "migrate"]);
        Assert.True(exitCode == 0, output + errors);
    }
}
