using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Hosting;

/// <summary>A mail server that is away is told by the health check in a word, and takes no shop out of service.</summary>
public sealed class MailHealthTests : IAsyncDisposable
{
    private readonly SentMails _mails = new();
    private readonly TestPlatform _platform;

    public MailHealthTests() => _platform = new() { Change = _mails.Replace };

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

    private async Task<(HttpStatusCode, string)> ReadyAsync()
    {
        _platform.Clock.Turn(TimeSpan.FromSeconds(1));
        var answer = await _platform.Client("localhost").GetAsync("/health/ready");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
