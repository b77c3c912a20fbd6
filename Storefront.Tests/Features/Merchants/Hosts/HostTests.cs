using System.Net;
using System.Text.RegularExpressions;
using DnsClient;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Platform.Tenancy;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants.Hosts;

/// <summary>The operator adds, removes and moves hosts; the DNS proves each, and links never open at the wrong shop.</summary>
public sealed partial class HostTests : IAsyncDisposable
{
    private const string Second = "shop.cedar.example";
    private readonly DnsServer _dns = new();
    private readonly TestPlatform _platform;
    private readonly List<string> _told = [];

    public HostTests() => _platform = new()
    {
        Change = services => services.AddSingleton<ILookupClient>(
            new LookupClient(new LookupClientOptions(_dns.Address) { UseCache = false, Retries = 0 })),
        Settings = { ["Tls:AskListener"] = "http://127.0.0.1:6390" },
    };

    public async ValueTask DisposeAsync()
    {
        await _platform.DisposeAsync();
        await _dns.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_is_added_once_the_DNS_proves_it_and_redirects_to_the_primary_one(bool byText)
    {
        Assert.Equal(1, await RunAsync("add", 1, Second));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(Second, "/account/sign-in")).StatusCode);
        Assert.False(await IsCertifiedAsync(Second));
        Publish(byText);

        Assert.Equal(0, await RunAsync("add", 1, Second));

        _platform.Clock.Turn(MerchantDirectory.Freshness);
        Assert.True(await IsCertifiedAsync(Second));
        var answer = await GetAsync(Second, "/account/sign-in?lang=de&next=%2Fx");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("https://aurora.localhost/account/sign-in?lang=de&next=%2Fx", answer.Headers.Location!.OriginalString);
        var api = new ApiClient(_platform.Client(Second, _platform.Aurora.Token), 1);
        Assert.Equal(HttpStatusCode.Created, (await api.PostAsync(Requests.Invite, new { email = "jane@example.com" })).Status);
        Assert.Equal("aurora.localhost\tprimary\nshop.cedar.example\tredirects", await ListAsync(1));
    }

    [Fact]
    public async Task A_record_of_one_shop_proves_nothing_to_another_and_a_silent_DNS_changes_nothing()
    {
        Assert.Equal(1, await RunAsync("add", 1, Second));
        Publish(byText: true);

        Assert.Equal(1, await RunAsync("add", 2, Second));
        _dns.IsFailing = true;
        Assert.Equal(1, await RunAsync("add", 1, Second));
        Assert.Contains("does not answer", _told[^1], StringComparison.Ordinal);
        _dns.IsFailing = false;
        Assert.Equal(0, await RunAsync("add", 1, Second));
        Assert.Equal(1, await RunAsync("add", 1, Second));
        Assert.Contains("Another shop has this host", _told[^1], StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("add", 1, "localhost"));
        Assert.Equal(1, await RunAsync("add", 1, "no host"));
        Assert.Equal("birch.localhost\tprimary", await ListAsync(2));
    }

    [Fact]
    public async Task The_former_primary_host_redirects_an_older_link_which_still_opens_the_account()
    {
        await AddSecondAsync();
        var link = await _platform.Aurora.InviteAsync("jane@example.com");

        Assert.Equal(0, await RunAsync("primary", 1, Second));

        _platform.Clock.Turn(MerchantDirectory.Freshness);
        var answer = await GetAsync("aurora.localhost", link.Address.PathAndQuery);
        Assert.Equal(new UriBuilder(link.Address) { Host = Second }.Uri, answer.Headers.Location);
        await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "joe@example.com" });
        Assert.Contains($"https://{Second}/account/accept-invitation?", (await _platform.MailsAsync())[0].Text, StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("remove", 1, Second));
        Assert.Equal(0, await RunAsync("remove", 1, "aurora.localhost"));
        _platform.Clock.Turn(MerchantDirectory.Freshness);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("aurora.localhost", "/")).StatusCode);
        Assert.Equal(
            ["host.added host: shop.cedar.example", "host.primary host: shop.cedar.example, before: aurora.localhost",
                "host.removed host: aurora.localhost"],
            (await _platform.Aurora.EventsAsync(Guid.Empty)).Where(line => line.StartsWith("host.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_host_moves_when_no_link_leads_to_it_and_opens_at_its_new_shop_alone()
    {
        await AddSecondAsync();
        Assert.Equal(0, await RunAsync("primary", 1, Second));
        Assert.Equal(1, await RunAsync("move", 1, Second, "--to", "2"));
        Publish(byText: true);
        Assert.Equal(1, await RunAsync("move", 1, Second, "--to", "2"));
        Assert.Contains("primary host", _told[^1], StringComparison.Ordinal);
        _platform.Clock.Turn(MerchantDirectory.Freshness);
        await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "jane@example.com" });
        var link = new Uri(Regex.Match((await _platform.MailsAsync())[0].Text, @"https://shop\.cedar\.example/\S+token=\S+").Value);
        Assert.Equal(0, await RunAsync("primary", 1, "aurora.localhost"));

        Assert.Equal(1, await RunAsync("move", 1, Second, "--to", "2"));
        Assert.Contains("Mailed links still lead to this host", _told[^1], StringComparison.Ordinal);
        _platform.Clock.Turn(MerchantDirectory.Freshness);
        Assert.Equal("aurora.localhost", (await GetAsync(Second, link.PathAndQuery)).Headers.Location!.Host);

        _platform.Clock.Turn(TimeSpan.FromDays(8));
        Assert.Equal(0, await RunAsync("move", 1, Second, "--to", "2"));
        _platform.Clock.Turn(MerchantDirectory.Freshness);
        Assert.Equal("birch.localhost", (await GetAsync(Second, "/")).Headers.Location!.Host);
        Assert.Equal(
            ("aurora.localhost\tprimary", "birch.localhost\tprimary\nshop.cedar.example\tredirects"), (await ListAsync(1), await ListAsync(2)));
        Assert.Equal(1, await RunAsync("move", 1, Second, "--to", "1"));
        Assert.Equal(1, await RunAsync("move", 1, Second, "--to", "99"));
    }

    [Fact]
    public async Task The_sender_of_a_shop_is_changed_for_mails_that_wait_too()
    {
        await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "jane@example.com" });

        await _platform.CommandAsync("merchants", "sender", "--merchant", "1", "--from", "hello@cedar.example");

        Assert.Equal("hello@cedar.example", (await _platform.MailsAsync())[0].From.Address);
        Assert.Equal(
            "merchant.sender domain: aurora.example to cedar.example, address: the former to the new",
            (await _platform.Aurora.EventsAsync(Guid.Empty))[^1]);
    }

    private async Task AddSecondAsync()
    {
        Assert.Equal(1, await RunAsync("add", 1, Second));
        Publish(byText: true);
        Assert.Equal(0, await RunAsync("add", 1, Second));
        _platform.Clock.Turn(MerchantDirectory.Freshness);
    }

    // What the command said last that is to be published.
    private void Publish(bool byText)
    {
        var record = RecordPattern().Match(_told[^1]);
        if (byText)
        {
            _dns.Records[record.Groups["name"].Value] = [record.Groups["text"].Value];
        }
        else
        {
            _dns.Names[record.Groups["name"].Value] = record.Groups["target"].Value;
        }
    }

    private async Task<int> RunAsync(string command, long merchant, string host, params string[] more)
    {
        await using var output = new StringWriter();
        var exitCode = await _platform.Services.GetRequiredService<OperatorConsole>().RunAsync(
            ["merchants", "hosts", command, "--merchant", $"{merchant}", "--host", host, .. more], output);
        _told.Add(output.ToString());
        return exitCode;
    }

    private async Task<string> ListAsync(long merchant) =>
        (await _platform.CommandAsync("merchants", "hosts", "list", "--merchant", $"{merchant}")).ReplaceLineEndings("\n");

    private Task<HttpResponseMessage> GetAsync(string host, string path) => _platform.Client(host).GetAsync(path);

    private async Task<bool> IsCertifiedAsync(string host)
    {
        var known = _platform.Services.GetRequiredService<KnownHosts>();
        await known.ReadAsync(default);
        return known.Contains(host);
    }

    [GeneratedRegex(@"(?<name>_storefront\.\S+) TXT ""(?<text>[^""]+)"" or \S+ CNAME (?<target>\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex RecordPattern();
}
