using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Hosting;

/// <summary>What needs the operator is told by the health check in a word, and takes no shop out of service.</summary>
public sealed class HealthTests : IAsyncDisposable
{
    private readonly SentMails _mails = new();
    private readonly TestPlatform _platform;

    public HealthTests() => _platform = new() { Change = _mails.Replace };

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Mail_that_stands_still_is_degraded_and_200_until_it_goes_out()
    {
        Assert.Equal((HttpStatusCode.OK, "healthy"), await ReadyAsync());
        _mails.Before = (_, _) => throw new IOException("gone");
        await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "jane@example.com" });
        await _platform.MailsAsync();

        Assert.Equal((HttpStatusCode.OK, "degraded: mail"), await ReadyAsync());

        _mails.Before = (_, _) => Task.CompletedTask;
        _platform.Clock.Turn(TimeSpan.FromHours(1));
        await _platform.MailsAsync();
        Assert.Equal((HttpStatusCode.OK, "healthy"), await ReadyAsync());
    }

    [Fact]
    public async Task One_mail_that_waits_while_others_go_out_is_healthy()
    {
        _mails.Before = (mail, _) => mail.To == "slow@example.com" ? throw new IOException("gone") : Task.CompletedTask;
        await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "slow@example.com" });
        await _platform.Birch.MerchantApi.PostAsync(Requests.Invite, new { email = "jane@example.com" });
        await _platform.MailsAsync();

        Assert.Equal((HttpStatusCode.OK, "healthy"), await ReadyAsync());
    }

    [Fact]
    public async Task A_disk_that_is_nearly_full_and_an_old_backup_are_degraded_and_200()
    {
        await using var platform = new TestPlatform
        {
            Settings = { ["Backup:LeastFreeMegabytes"] = "999999999", ["Backup:LongestAge"] = "1.00:00:00" },
        };
        Assert.Equal((HttpStatusCode.OK, "degraded: disk, backup"), await ReadyAsync(platform));

        platform.Services.GetRequiredService<IOptions<BackupOptions>>().Value.LeastFreeMegabytes = 1;
        Assert.Equal((HttpStatusCode.OK, "degraded: backup"), await ReadyAsync(platform));

        platform.Services.GetRequiredService<BackupStamp>().Note();
        Assert.Equal((HttpStatusCode.OK, "healthy"), await ReadyAsync(platform));

        platform.Clock.Turn(TimeSpan.FromDays(1));
        Assert.Equal((HttpStatusCode.OK, "degraded: backup"), await ReadyAsync(platform));
        Assert.Equal((HttpStatusCode.OK, "healthy"), await ReadyAsync(platform, "/health/live"));
    }

    private Task<(HttpStatusCode, string)> ReadyAsync() => ReadyAsync(_platform);

    private static async Task<(HttpStatusCode, string)> ReadyAsync(TestPlatform platform, string path = "/health/ready")
    {
        platform.Clock.Turn(TimeSpan.FromSeconds(1));
        var answer = await platform.Client("localhost").GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
