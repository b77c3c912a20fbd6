using System.Text.RegularExpressions;
using DnsClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants.MailDomains;

/// <summary>A merchant's mails are signed once its DNS records are there, and the operator is told which are not.</summary>
public sealed class MailDomainTests : IAsyncDisposable
{
    private const string Domain = "aurora.example";
    private readonly DnsServer _dns = new();
    private readonly SentMails _mails = new();
    private readonly TestPlatform _platform;

    public MailDomainTests() => _platform = new() { Change = Change };

    public async ValueTask DisposeAsync()
    {
        await _platform.DisposeAsync();
        await _dns.DisposeAsync();
    }

    [Fact]
    public Task Mails_are_signed_only_when_every_record_is_published() => PublishAsync(_platform);

    [RequiresProgramFact("initdb")]
    public async Task PostgreSQL_signs_alike()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = PostgresPlatform.On(server, Change);
        await PublishAsync(platform);
    }

    [Fact]
    public async Task The_same_domain_keeps_its_keys_and_another_gets_new_ones()
    {
        var first = await RunAsync(_platform, "--merchant", "1", "--domain", Domain);
        var again = await RunAsync(_platform, "--merchant", "1", "--domain", "Aurora.Example.");
        var other = await RunAsync(_platform, "--merchant", "1", "--domain", "mail.aurora.example");
        var birch = await RunAsync(_platform, "--merchant", "2", "--domain", Domain);

        Assert.Equal(first, again);
        Assert.Equal((0, 0), (other.ExitCode, birch.ExitCode));
        Assert.Equal([$"_dmarc.{Domain}"], Records(first).Keys.Intersect(Records(birch).Keys));
        Assert.Contains("Warning: mails of this merchant come from another domain", other.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Warning", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_changed_was_published_before()
    {
        Publish(await RunAsync(_platform, "--merchant", "1", "--domain", Domain));
        Assert.Equal(1, (await RunAsync(_platform, "rotate", "--merchant", "1")).ExitCode);
        await RunAsync(_platform, "check");
        var selectors = _dns.Records.Keys.Order(StringComparer.Ordinal).ToList();

        var rotated = await RunAsync(_platform, "rotate", "--merchant", "1");

        Assert.Equal(0, rotated.ExitCode);
        Assert.Contains(Records(rotated).Keys.First(), selectors);
        Assert.DoesNotContain(Records(rotated).Keys.ElementAt(1), selectors);
        Assert.Equal(Records(rotated).Keys.First().Split('.')[0], await SelectorAsync(_platform, "after@example.com"));
        var check = await RunAsync(_platform, "check", "--merchant", "1");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("mails are signed by", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_ends_when_the_key_in_use_is_gone_and_not_when_the_DNS_fails()
    {
        Publish(await RunAsync(_platform, "--merchant", "1", "--domain", Domain));
        await RunAsync(_platform, "check", "--merchant", "1");
        _dns.IsFailing = true;
        var failing = await RunAsync(_platform, "check", "--merchant", "1");
        Assert.Equal((1, true), (failing.ExitCode, failing.Output.Contains("the DNS does not answer", StringComparison.Ordinal)));
        Assert.NotNull(await SelectorAsync(_platform, "kept@example.com"));

        _dns.IsFailing = false;
        _dns.Records.Clear();
        await RunAsync(_platform, "check", "--merchant", "1");

        Assert.Null(await SelectorAsync(_platform, "ended@example.com"));
        Assert.Equal(
            ["mail_domain.set", "mail_domain.verified", "mail_domain.unverified"],
            await _platform.AsAsync(_platform.Aurora, db => db.AuditEntries.Where(entry => entry.Action.StartsWith("mail_domain"))
                .OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync()));
    }

    [Fact]
    public async Task No_private_key_stands_in_the_database_in_the_clear()
    {
        await RunAsync(_platform, "--merchant", "1", "--domain", Domain);
        var stored = await _platform.AsAsync(_platform.Aurora, db => db.MailDomains.SingleAsync());

        foreach (var key in new[] { stored.PrivateKey, stored.NextPrivateKey })
        {
            Assert.ThrowsAny<Exception>(() => new Storefront.Platform.Mail.Signing.SigningKey(Domain, Convert.FromBase64String(key)));
        }

        Assert.Equal(0, await _platform.Birch.CountAsync(db => db.MailDomains));
    }

    [Theory]
    [InlineData("domain: ", "--merchant", "1", "--domain", "no domain")]
    [InlineData("There is no such merchant.", "--merchant", "99", "--domain", Domain)]
    [InlineData("Option '--domain' is required.", "--merchant", "1")]
    [InlineData("This merchant has no mail domain", "check", "--merchant", "1")]
    [InlineData("This merchant has no mail domain", "rotate", "--merchant", "2")]
    public async Task A_mistaken_command_is_refused_with_one_line(string line, params string[] typed)
    {
        var refused = await RunAsync(_platform, typed);

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith(line, refused.Output, StringComparison.Ordinal);
        Assert.Single(refused.Output.Split('\n'));
    }

    private async Task PublishAsync(TestPlatform platform)
    {
        var set = await RunAsync(platform, "--merchant", "1", "--domain", Domain);
        Assert.Equal(0, set.ExitCode);
        Assert.Equal(3, Records(set).Count);
        foreach (var (name, text) in Records(set))
        {
            Assert.Null(await SelectorAsync(platform, $"before-{name}@example.com"));
            var check = await RunAsync(platform, "check", "--merchant", "1");
            Assert.Equal(1, check.ExitCode);
            Assert.Contains($"{name} TXT \"{text}\"", check.Output, StringComparison.Ordinal);
            _dns.Records[name] = [text.Replace("=M", "= M", StringComparison.Ordinal), "another text"];
        }

        Assert.Null(await SelectorAsync(platform, "unchecked@example.com"));
        var (exit, output) = await RunAsync(platform, "check");

        Assert.Equal((0, true), (exit, output.Contains("every record is there", StringComparison.Ordinal)));
        Assert.Equal(Records(set).Keys.First().Split('.')[0], await SelectorAsync(platform, "after@example.com"));
        Assert.Null(await SelectorAsync(platform, "other@example.com", platform.Birch));
    }

    // The selector that a mail sent a minute later is signed with; null when it is not signed.
    private async Task<string?> SelectorAsync(TestPlatform platform, string email, Shop? shop = null)
    {
        platform.Clock.Turn(TimeSpan.FromMinutes(1));
        await (shop ?? platform.Aurora).MerchantApi.PostAsync("customers/invite", new { email = email.Replace("_", "", StringComparison.Ordinal) });
        await platform.MailsAsync();
        return _mails.Taken.Last().SigningKey?.Selector;
    }

    private void Publish((int ExitCode, string Output) printed)
    {
        foreach (var (name, text) in Records(printed))
        {
            _dns.Records[name] = [text];
        }
    }

    private static Dictionary<string, string> Records((int ExitCode, string Output) printed) =>
        Regex.Matches(printed.Output, "^(\\S+) TXT \"(.+)\"\r?$", RegexOptions.Multiline).ToDictionary(
            record => record.Groups[1].Value, record => record.Groups[2].Value);

    private void Change(IServiceCollection services)
    {
        _mails.Replace(services);
        services.AddSingleton<ILookupClient>(new LookupClient(new LookupClientOptions(_dns.Address) { UseCache = false, Retries = 0 }));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(TestPlatform platform, params string[] typed)
    {
        await using var output = new StringWriter();
        var exit = await platform.Services.GetRequiredService<OperatorConsole>().RunAsync(["merchants", "mail-domain", .. typed], output);
        return (exit, output.ToString().Trim());
    }
}
