using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants;

/// <summary>Every operator command, as typed.</summary>
public sealed class OperatorCommandTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task An_added_merchant_is_listed_and_reachable_at_its_host()
    {
        var added = await RunAsync("merchants", "add", "--name", "Cedar", "--host", "Cedar.Localhost", "--from", "shop@cedar.example");
        var listed = await RunAsync("merchants", "list");

        Assert.Equal((0, 0), (added.ExitCode, listed.ExitCode));
        Assert.Matches(@"^Added merchant \d+: Cedar, cedar\.localhost$", added.Output);
        Assert.Contains("1\tAurora Coffee\taurora.localhost\ten\topen", listed.Output, StringComparison.Ordinal);
        Assert.Matches(@"\d+\tCedar\tcedar\.localhost\ten\topen", listed.Output);
        Assert.Equal(HttpStatusCode.OK, (await platform.Client("cedar.localhost").GetAsync("/account/sign-in")).StatusCode);
    }

    [Theory]
    [InlineData("host: ", "--name", "Bad", "--host", "no host", "--from", "shop@bad.example")]
    [InlineData("host: Enter a host name", "--name", "Bad", "--host", "localhost", "--from", "shop@bad.example")]
    [InlineData("host: Enter a host name", "--name", "Bad", "--host", "LOCALHOST.", "--from", "shop@bad.example")]
    [InlineData("host: Enter a host name", "--name", "Bad", "--host", "shop", "--from", "shop@bad.example")]
    [InlineData("host: Enter a host name", "--name", "Bad", "--host", "münchen", "--from", "shop@bad.example")]
    [InlineData("host: Another shop has this host.", "--name", "Bad", "--host", "AURORA.localhost.", "--from", "shop@bad.example")]
    [InlineData("from: ", "--name", "Bad", "--host", "bad.localhost", "--from", "nobody")]
    [InlineData("support: ", "--name", "Bad", "--host", "bad.localhost", "--from", "shop@bad.example", "--support", "nobody")]
    [InlineData("language: ", "--name", "Bad", "--host", "bad.localhost", "--from", "shop@bad.example", "--language", "xx")]
    [InlineData("name: ", "--name", " ", "--host", "bad.localhost", "--from", "shop@bad.example")]
    [InlineData("Option '--from' is required.", "--name", "Bad", "--host", "bad.localhost")]
    public async Task An_invalid_merchant_is_refused_with_one_line_and_not_stored(string line, params string[] options)
    {
        var refused = await RunAsync(["merchants", "add", .. options]);

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith(line, refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\tBad\t", (await RunAsync("merchants", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shops_language_time_zone_and_country_are_set_apart_or_together()
    {
        await RunAsync("merchants", "add", "--name", "Dahlia", "--host", "dahlia.localhost", "--from", "shop@dahlia.example");
        var number = (await RunAsync("merchants", "list")).Output.Split('\n').Single(line => line.Contains("dahlia", StringComparison.Ordinal))
            .Split('\t')[0];

        var all = await RunAsync("merchants", "locale", "--merchant", number, "--language", "de", "--time-zone", "Europe/Vienna", "--country", "AT");
        var one = await RunAsync("merchants", "locale", "--merchant", number, "--language", "fr");

        Assert.Equal((0, $"Merchant {number} speaks de, lives by Europe/Vienna and keeps its books in AT."), all);
        Assert.Equal((0, $"Merchant {number} speaks fr, lives by Europe/Vienna and keeps its books in AT."), one);
        Assert.Contains("<html lang=\"fr\"", await platform.Client("dahlia.localhost").GetStringAsync("/account/sign-in"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("language: This language is not offered.", "--merchant", "1", "--language", "xx")]
    [InlineData("time-zone: ", "--merchant", "1", "--time-zone", "Mars/Base")]
    [InlineData("time-zone: ", "--merchant", "1", "--time-zone", "../etc/passwd")]
    [InlineData("time-zone: ", "--merchant", "1", "--time-zone", "posixrules")]
    [InlineData("time-zone: ", "--merchant", "1", "--time-zone", "localtime")]
    [InlineData("time-zone: ", "--merchant", "1", "--time-zone", "Factory")]
    [InlineData("time-zone: ", "--merchant", "1", "--time-zone", "right/Europe/Amsterdam")]
    [InlineData("time-zone: ", "--merchant", "1", "--time-zone", "posix/Europe/Amsterdam")]
    [InlineData("time-zone: ", "--merchant", "1", "--time-zone", "Europe/../right/Europe/Amsterdam")]
    [InlineData("time-zone: ", "--merchant", "1", "--time-zone", "Europe/")]
    [InlineData("time-zone: ", "--merchant", "1", "--time-zone", "W. Europe Standard Time")]
    [InlineData("country: ", "--merchant", "1", "--country", "nl")]
    [InlineData("There is no such merchant.", "--merchant", "99", "--language", "de")]
    public async Task An_invalid_locale_is_refused_with_one_line_and_not_stored(string line, params string[] options)
    {
        var refused = await RunAsync(["merchants", "locale", .. options]);

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith(line, refused.Output, StringComparison.Ordinal);
        Assert.Contains("1\tAurora Coffee\taurora.localhost\ten\topen", (await RunAsync("merchants", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_printed_once_works_within_its_abilities_and_ends_when_revoked()
    {
        var created = await RunAsync("tokens", "create", "--merchant", "1", "--name", "ERP", "--abilities", "customers.invite");
        Assert.Equal(0, created.ExitCode);
        var lines = created.Output.Split('\n', StringSplitOptions.TrimEntries);
        var (number, secret) = (lines[0].Split(' ', '.')[1], lines[1]);
        Assert.StartsWith("sfm_", secret, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, await InviteAsync(platform.Aurora, secret, "by-erp@example.com"));
        Assert.Equal(HttpStatusCode.Unauthorized, await InviteAsync(platform.Birch, secret, "by-erp@example.com"));

        Assert.Equal(
            (1, "There is no such token, or it is revoked already."), await RunAsync("tokens", "revoke", "--merchant", "2", "--token", number));
        Assert.Equal(HttpStatusCode.Created, await InviteAsync(platform.Aurora, secret, "still@example.com"));
        Assert.Equal((0, $"Token {number} is revoked."), await RunAsync("tokens", "revoke", "--merchant", "1", "--token", number));

        Assert.Equal(HttpStatusCode.Unauthorized, await InviteAsync(platform.Aurora, secret, "late@example.com"));
        Assert.Equal(1, (await RunAsync("tokens", "revoke", "--merchant", "1", "--token", number)).ExitCode);
    }

    [Fact]
    public async Task A_token_cannot_do_what_it_was_not_given()
    {
        var created = await RunAsync("tokens", "create", "--merchant", "1", "--name", "Reader", "--abilities", "customers.read");

        Assert.Equal(
            HttpStatusCode.Forbidden,
            await InviteAsync(platform.Aurora, created.Output.Split('\n', StringSplitOptions.TrimEntries)[1], "reader@example.com"));
    }

    [Theory]
    [InlineData(
        "abilities: Unknown ability: customers.destroy.", "--merchant", "1", "--name", "Bad", "--abilities", "customers.read,customers.destroy")]
    [InlineData("abilities: Name at least one ability.", "--merchant", "1", "--name", "Bad", "--abilities", " , ")]
    [InlineData("name: ", "--merchant", "1", "--name", "", "--abilities", "*")]
    [InlineData("There is no such merchant.", "--merchant", "99", "--name", "Bad", "--abilities", "*")]
    [InlineData("Cannot parse argument 'aurora'", "--merchant", "aurora", "--name", "Bad", "--abilities", "*")]
    [InlineData("Option '--abilities' is required.", "--merchant", "1", "--name", "Bad")]
    public async Task An_invalid_token_is_refused_with_one_line_and_not_stored(string line, params string[] options)
    {
        var refused = await RunAsync(["tokens", "create", .. options]);

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith(line, refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Output, StringComparison.Ordinal);
        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.MerchantTokens.Where(token => token.Name == "Bad")));
    }

    [Fact]
    public async Task A_revocation_needs_an_existing_merchant_and_token()
    {
        Assert.Equal((1, "There is no such merchant."), await RunAsync("tokens", "revoke", "--merchant", "99", "--token", "1"));
        Assert.Equal(
            (1, "There is no such token, or it is revoked already."), await RunAsync("tokens", "revoke", "--merchant", "1", "--token", "999"));
        Assert.Equal(1, (await RunAsync("tokens", "revoke", "--merchant", "1")).ExitCode);
    }

    [Fact]
    public async Task An_up_to_date_database_is_reported_as_such() =>
        Assert.Equal((0, "The database is up to date."), await RunAsync("database", "migrate"));

    [Theory]
    [InlineData("--help", "merchants", "tokens", "database")]
    [InlineData("merchants --help", "add", "list", "Shops on this platform")]
    [InlineData("tokens create --help", "--merchant", "--name", "customers.invite")]
    public async Task Help_lists_every_command(string typed, params string[] words)
    {
        var help = await RunAsync(typed.Split(' '));

        Assert.Equal(0, help.ExitCode);
        Assert.All(words, word => Assert.Contains(word, help.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("merchants")]
    [InlineData("merchant list")]
    [InlineData("merchants remove")]
    public async Task A_mistyped_command_is_reported_as_such(string typed) => Assert.Equal(1, (await RunAsync(typed.Split(' '))).ExitCode);

    [Fact]
    public async Task A_command_on_a_database_that_is_behind_says_what_to_do()
    {
        await using var behind = new TestPlatform();
        await using (var scope = behind.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<StorefrontDb>().Database.EnsureDeletedAsync();
        }

        Assert.Equal((1, "The database is behind this version. Run the command: database migrate"), await RunAsync(behind, "merchants", "list"));
        Assert.Matches("^Applied [0-9]+ migrations[.]$", (await RunAsync(behind, "database", "migrate")).Output);
        Assert.Equal((0, ""), await RunAsync(behind, "merchants", "list"));
    }

    [Theory, InlineData("--help"), InlineData("-h"), InlineData("-?"), InlineData("--version")]
    public async Task Asking_for_help_starts_no_web_server(string asked)
    {
        Assert.True(OperatorConsole.IsCommand([asked]));
        var (exitCode, output) = await RunAsync(asked);

        Assert.Equal(0, exitCode);
        Assert.Matches(asked == "--version" ? "^[0-9.]+" : "(?s)merchants.*mails.*|mails.*merchants", output);
        Assert.False(OperatorConsole.IsCommand(["--urls", "http://localhost:5080"]));
    }

    private static async Task<HttpStatusCode> InviteAsync(Shop shop, string secret, string email) =>
        (await shop.Api(secret).PostAsync("customers/invite", new { email })).Status;

    private Task<(int ExitCode, string Output)> RunAsync(params string[] typed) => RunAsync(platform, typed);

    private static async Task<(int ExitCode, string Output)> RunAsync(TestPlatform on, params string[] typed)
    {
        await using var output = new StringWriter();
        var exitCode = await on.Services.GetRequiredService<OperatorConsole>().RunAsync(typed, output);
        return (exitCode, output.ToString().Trim().ReplaceLineEndings("\n"));
    }
}
