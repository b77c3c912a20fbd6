using System.Collections.Concurrent;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using Storefront.Platform.Mail.Bounces;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Bounces;

/// <summary>A real mail server and a real mailbox that holds everything it delivers, bounces too.</summary>
public sealed class BounceServers : IAsyncLifetime
{
    private static readonly string[] Folders = ["new", "cur"];

    private readonly TestCertificate _certificate = TestCertificate.ForLoopback();
    private readonly ConcurrentQueue<MailMessage> _sent = [];
    private PostfixServer? _mail;
    private ImapServer? _imap;

    private PostfixServer Mail => _mail ?? throw new InvalidOperationException("The program dovecot is not installed.");

    public async Task InitializeAsync()
    {
        if (Array.TrueForAll(["postfix", "dovecot"], program => RequiresProgramFactAttribute.WhyNot(program, asRoot: true) is null))
        {
            _mail = await PostfixServer.StartAsync(_certificate);
            _imap = await ImapServer.StartAsync(_mail.Mailbox, _certificate);
        }
    }

    public async Task DisposeAsync()
    {
        await (_imap?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_mail?.DisposeAsync() ?? ValueTask.CompletedTask);
        _certificate.Dispose();
    }

    /// <summary>The application, which sends by this server and reads this mailbox.</summary>
    public TestPlatform NewPlatform(PostgresServer? database = null)
    {
        var platform = new TestPlatform
        {
            Change = services => services.AddSingleton<IMailTransport>(provider => new RecordedSmtp(
                new SmtpTransport(provider.GetRequiredService<IOptions<SmtpSettings>>(), TimeProvider.System), _sent)),
            Settings =
            {
                ["Mail:Smtp:Host"] = "127.0.0.1",
                ["Mail:Smtp:Port"] = $"{Mail.RelayPort}",
                ["Mail:Smtp:Security"] = "None",
                ["Mail:Bounces:Domain"] = "bounces.example",
                ["Mail:Bounces:Imap:Host"] = "127.0.0.1",
                ["Mail:Bounces:Imap:Port"] = $"{_imap!.Port}",
                ["Mail:Bounces:Imap:Security"] = "None",
                ["Mail:Bounces:Imap:UserName"] = ImapServer.UserName,
                ["Mail:Bounces:Imap:Password"] = ImapServer.Password,
            },
        };
        if (database is not null)
        {
            (platform.Settings["Storage:Provider"], platform.Settings["ConnectionStrings:Storefront"]) = ("PostgreSql", database.NewDatabase());
        }

        return platform;
    }

    /// <summary>Waits until everything is delivered or bounced, and reads the mailbox.</summary>
    public async Task<int> ReadAllAsync(TestPlatform platform)
    {
        await Mail.UntilDeliveredAsync();
        return await platform.Services.GetRequiredService<BounceMailboxReader>().ReadAsync(default);
    }

    public async Task ReadOverTlsAsync(TestPlatform platform, bool isTrusted)
    {
        await Mail.UntilDeliveredAsync();
        var known = platform.Services.GetRequiredService<IOptions<BounceOptions>>().Value;
        var options = new BounceOptions
        {
            Domain = known.Domain,
            Imap = new() { Host = "localhost", Port = _imap!.TlsPort, UserName = known.Imap.UserName, Password = known.Imap.Password },
        };
        using var reader = new BounceMailboxReader(
            platform.Services.GetRequiredService<IServiceScopeFactory>(), platform.Services.GetRequiredService<BounceAddresses>(),
            Options.Create(options), TimeProvider.System, NullLogger<BounceMailboxReader>.Instance)
        {
            Trust = isTrusted ? _certificate.Trust : null,
        };
        await reader.ReadAsync(default);
    }

    /// <summary>Mails a message to an address, as a stranger.</summary>
    public async Task DropAsync(string address, MimeEntity content, params (string Name, string Value)[] headers)
    {
        using var message = new MimeMessage { Subject = "Undelivered", Body = content };
        message.From.Add(MailboxAddress.Parse("stranger@remote.example"));
        message.To.Add(MailboxAddress.Parse(address));
        foreach (var (name, value) in headers)
        {
            message.Headers.Add(name, value);
        }

        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", Mail.RelayPort, SecureSocketOptions.None);
        await client.SendAsync(message);
        await client.DisconnectAsync(quit: true);
    }

    /// <summary>The envelope sender of the newest mail to an address.</summary>
    public string ReturnPath(string email) => Newest(email).ReturnPath!;

    /// <summary>A header of the newest mail to an address, or null.</summary>
    public string? Header(string email, string name) => Newest(email).Headers.FirstOrDefault(header => header.Name == name)?.Value;

    /// <summary>The link in the newest mail to an address.</summary>
    public Link Link(string email)
    {
        var address = new Uri(Newest(email).Text.Split('\n').First(line => line.Contains("token=", StringComparison.Ordinal)));
        return new(address, email, QueryHelpers.ParseQuery(address.Query)["token"].ToString());
    }

    /// <summary>Every message in the mailbox.</summary>
    public List<string> Mailbox() =>
        [.. Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Mail.Mailbox, folder))).Select(File.ReadAllText)];

    private MailMessage Newest(string email) => _sent.Last(mail => mail.To == email);

    private sealed class RecordedSmtp(SmtpTransport smtp, ConcurrentQueue<MailMessage> sent) : IMailTransport, IAsyncDisposable
    {
        public Task SendAsync(MailMessage mail, Func<CancellationToken, Task> handingOver, CancellationToken ct)
        {
            sent.Enqueue(mail);
            return smtp.SendAsync(mail, handingOver, ct);
        }

        public ValueTask DisposeAsync() => smtp.DisposeAsync();
    }
}
