using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Outbox;

/// <summary>A mail server that is away is warned of by what it is, once a minute; what says nothing of it is no warning.</summary>
public sealed class MailServerWarningTests : IAsyncDisposable
{
    private readonly CapturedLog _log = new();
    private readonly SentMails _mails = new();
    private readonly TestPlatform _platform;

    public MailServerWarningTests() => _platform = new()
    {
        Change = services =>
        {
            _mails.Replace(services);
            services.AddSingleton<ILoggerProvider>(_log);
        },
    };

    public static TheoryData<string, Exception, bool> Problems => new()
    {
        { "no answer", new SocketException((int)SocketError.ConnectionRefused), true },
        { "a line cut", new IOException("gone"), true },
        { "too slow", new TimeoutException(), true },
        { "our password", new MailRefusedException(535, tryLater: true, "no"), true },
        { "asked to come back", new MailRefusedException(451, tryLater: true, "greylisted"), false },
        { "an address that is gone", new MailRefusedException(550, tryLater: false, "no such user"), false },
        { "our own storage", new DbUpdateException("full", new SqliteException("full", 13)), false },
    };

    public async ValueTask DisposeAsync()
    {
        await _platform.DisposeAsync();
        _log.Dispose();
    }

    [Theory, MemberData(nameof(Problems))]
    public async Task What_keeps_a_mail_is_the_server_or_is_not(string name, Exception problem, bool isServer)
    {
        _mails.Before = (_, _) => throw problem;
        await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "jane@example.com" });
        await _platform.Birch.MerchantApi.PostAsync(Requests.Invite, new { email = "jane@example.com" });

        await _platform.MailsAsync();

        Assert.True(Warnings() == (isServer ? 1 : 0), $"{name}: {Warnings()}");
    }

    private int Warnings() => _log.Lines.Count(line => line.Contains("The mail server does not answer", StringComparison.Ordinal));
}
