using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Storefront.Tests.Support;

/// <summary>A Dovecot of this test's own that serves one maildir, in clear text and with TLS.</summary>
public sealed class ImapServer : IAsyncDisposable
{
    public const string UserName = "bounces";
    public const string Password = "päss-word";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dovecot-");
    private readonly Process _process;

    private ImapServer(string maildir, TestCertificate certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            // Its processes run as users of their own and must reach the folder.
            File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_101_101);
        }

        WriteSettings(maildir, certificate);
        var start = new ProcessStartInfo(RequiresProgramFactAttribute.PathOf("dovecot")!, ["-F", "-c", In("dovecot.conf")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => Log += line.Data + "\n";
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Port { get; } = LoopbackPort.Free();

    public int TlsPort { get; } = LoopbackPort.Free();

    private string Log { get; set; } = "";

    public static async Task<ImapServer> StartAsync(string maildir, TestCertificate certificate)
    {
        var server = new ImapServer(maildir, certificate);
        var waited = Stopwatch.StartNew();
        while (!await server.IsListeningAsync())
        {
            if (waited.Elapsed > Patience || server._process.HasExited)
            {
                var log = server.Log;
                await server.DisposeAsync();
                throw new InvalidOperationException($"Dovecot does not start:\n{log}");
            }

            await Task.Delay(50);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> IsListeningAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private void WriteSettings(string maildir, TestCertificate certificate)
    {
        using (var key = certificate.Certificate.GetECDsaPrivateKey()!)
        {
            File.WriteAllText(In("cert.pem"), certificate.Certificate.ExportCertificatePem());
            File.WriteAllText(In("key.pem"), key.ExportPkcs8PrivateKeyPem());
        }

        // The user and group are those that the mail server delivers as.
        File.WriteAllText(In("dovecot.conf"), $$"""
            protocols = imap
            listen = 127.0.0.1
            base_dir = {{In("run")}}
            state_dir = {{In("state")}}
            log_path = /dev/stderr
            ssl = yes
            ssl_cert = <{{In("cert.pem")}}
            ssl_key = <{{In("key.pem")}}
            disable_plaintext_auth = no
            mail_location = maildir:{{maildir}}
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid=65534 gid=65534 home={{maildir}}
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{Port}}
              }
              inet_listener imaps {
                port = {{TlsPort}}
                ssl = yes
              }
            }
            service anvil {
              chroot =
            }

            """);
    }
}
