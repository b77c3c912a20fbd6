using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Storefront.Tests.Support;

/// <summary>A Postfix of this test's own: settings, queue and mailboxes in a folder that is deleted with it.</summary>
/// <remarks>It requires TLS, accepts mail for anybody, and stores it in one maildir, in the exact bytes it received.</remarks>
public sealed class PostfixServer : IAsyncDisposable
{
    private static readonly string[] Queues = ["maildrop", "incoming", "active", "deferred"];
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("postfix-");
    private readonly Process _process;

    private PostfixServer(string program, TestCertificate certificate)
    {
        // Its daemons run as users of their own and must reach the folder.
        Make(_folder.FullName, world: true);
        WriteSettings(certificate);
        var start = new ProcessStartInfo(program, ["-c", In("conf"), "start-fg"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Remember(line.Data);
        _process.ErrorDataReceived += (_, line) => Remember(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int StartTlsPort { get; } = LoopbackPort.Free();

    public int TlsPort { get; } = LoopbackPort.Free();

    /// <summary>Takes mail without TLS, from whom <see cref="UntrustedRelay"/> says.</summary>
    public int RelayPort { get; } = LoopbackPort.Free();

    // The next server on the way to remote.example, which knows no mailbox of it.
    private int RemotePort { get; } = LoopbackPort.Free();

    /// <summary>The maildir of everything that was delivered.</summary>
    public string Mailbox => In("mail/all");

    private List<string> Log { get; } = [];

    public static async Task<PostfixServer> StartAsync(TestCertificate certificate)
    {
        var program = RequiresProgramFactAttribute.PathOf("postfix") ?? throw new InvalidOperationException("The program postfix is not installed.");
        var server = new PostfixServer(program, certificate);
        try
        {
            await server.UntilAsync(server.IsListeningAsync);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next delivered mail, as it is in the mailbox.</summary>
    public async Task<byte[]> ReceiveAsync()
    {
        string? delivered = null;
        await UntilAsync(() => Task.FromResult((delivered = Delivered().FirstOrDefault()) is not null));
        var mail = await File.ReadAllBytesAsync(delivered!);
        File.Delete(delivered!);
        return mail;
    }

    /// <summary>Waits until every accepted mail, and every report about one, is delivered.</summary>
    public Task UntilDeliveredAsync() => UntilAsync(() => Task.FromResult(
        !Queues.Any(queue => Directory.EnumerateFiles(In($"queue/{queue}"), "*", SearchOption.AllDirectories).Any())));

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private IEnumerable<string> Delivered() => Directory.Exists($"{Mailbox}/new") ? Directory.EnumerateFiles($"{Mailbox}/new") : [];

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private void Remember(string? line)
    {
        lock (Log)
        {
            Log.Add(line ?? "");
        }
    }

    private async Task<bool> IsListeningAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, StartTlsPort);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var waited = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (waited.Elapsed > _patience || _process.HasExited)
            {
                lock (Log)
                {
                    throw new InvalidOperationException($"Postfix does not do what it should:\n{string.Join('\n', Log)}");
                }
            }

            await Task.Delay(50);
        }
    }

    private void WriteSettings(TestCertificate certificate)
    {
        Make(In("conf"), world: false);
        Make(In("queue"), world: false);
        Make(In("data"), world: true);
        Make(In("mail"), world: true);
        File.WriteAllText(In("cert.pem"), certificate.Certificate.ExportCertificatePem());
        using (var key = certificate.Certificate.GetECDsaPrivateKey()!)
        {
            File.WriteAllText(In("key.pem"), key.ExportPkcs8PrivateKeyPem());
        }

        File.WriteAllText(In("conf/main.cf"), $$"""
            compatibility_level = 3.6
            queue_directory = {{In("queue")}}
            data_directory = {{In("data")}}
            maillog_file = /dev/stdout
            myhostname = localhost
            mynetworks = 127.0.0.0/8
            mydestination =
            local_recipient_maps =
            alias_maps =
            transport_maps = inline:{ {remote.example = smtp:[127.0.0.1]:{{RemotePort}}} }
            smtpd_recipient_restrictions = check_recipient_access inline:{ {refused@example.com = 550 5.1.1 no mailbox here by that name} }
            remote_restrictions =
              check_recipient_access inline:{
                {gone@remote.example = 550 5.1.1 no mailbox here by that name}, {full@remote.example = 552 5.2.2 mailbox full} }
            virtual_mailbox_domains = static:all
            virtual_mailbox_base = {{In("mail")}}
            virtual_mailbox_maps = static:all/
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534
            smtpd_tls_security_level = encrypt
            smtpd_tls_cert_file = {{In("cert.pem")}}
            smtpd_tls_key_file = {{In("key.pem")}}

            """);
        File.WriteAllText(In("conf/master.cf"), $"""
            127.0.0.1:{StartTlsPort} inet n - n - - smtpd
            127.0.0.1:{TlsPort} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
            127.0.0.1:{RelayPort} inet n - n - - smtpd -o smtpd_tls_security_level=may -o smtpd_authorized_xclient_hosts=127.0.0.0/8
            127.0.0.1:{RemotePort} inet n - n - - smtpd -o myhostname=mx.remote.example -o smtpd_tls_security_level=none
              -o smtpd_recipient_restrictions=$remote_restrictions
            smtp unix - - n - - smtp
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            postlog unix-dgram n - n - 1 postlogd
            error unix - - n - - error
            retry unix - - n - - error

            """);
    }

    private static void Make(string folder, bool world)
    {
        const UnixFileMode Everybody = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Owner | Everybody | (world ? UnixFileMode.GroupWrite | UnixFileMode.OtherWrite : 0));
        }
    }
}
