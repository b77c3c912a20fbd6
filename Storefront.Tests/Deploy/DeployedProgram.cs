using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Storefront.Tests.Support;

namespace Storefront.Tests.Deploy;

/// <summary>The program behind a proxy of this machine, as the files in deploy/ set it up, and clients that come over TLS.</summary>
public sealed class DeployedProgram : IAsyncLifetime
{
    private const string Platform = "localhost";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private ProgramFolder? _folder;
    private RunningProgram? _program;

    /// <summary>Where the proxy listens: for TLS, and without.</summary>
    public int Secure { get; } = LoopbackPort.Free();
    public int Plain { get; } = LoopbackPort.Free();
    public int AskPort { get; } = LoopbackPort.Free();
    public int Port { get; } = LoopbackPort.Free();

    /// <summary>Whether a certificate has to name the host: nginx has one for all in its test.</summary>
    public bool ChecksNames { get; set; } = true;

    public async Task InitializeAsync()
    {
        _folder = NewFolder();
        var address = $"http://127.0.0.1:{Port}";
        _program = await RunningProgram.StartAtAsync(
            _folder, "Development", address, ["--urls", address], ("Proxies:Trusted", "127.0.0.1"), ("Telemetry:Prometheus", "true"),
            ("Tls:AskListener", $"http://127.0.0.1:{AskPort}"));
    }

    public async Task DisposeAsync()
    {
        await (_program?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder?.Dispose();
    }

    private static ProgramFolder NewFolder() => new();

    /// <summary>A file of deploy/ with the ports and folders of this test in their places; each must be there.</summary>
    public static string Fit(string file, params (string Place, string Value)[] places)
    {
        var text = File.ReadAllText(Path.Combine(Sources.Root, "deploy", file));
        foreach (var (place, value) in places)
        {
            Assert.Contains(place, text, StringComparison.Ordinal);
            text = text.Replace(place, value, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Waits until the proxy answers for a host.</summary>
    public async Task UntilServedAsync(Process proxy, string host)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await GetAsync(host, "/health/live");
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (watch.Elapsed < Patience && !proxy.HasExited)
            {
                // Not yet.
            }

            Assert.False(proxy.HasExited || watch.Elapsed > Patience, proxy.HasExited ? await proxy.StandardError.ReadToEndAsync() : "silent");
            await Task.Delay(100);
        }
    }

    /// <summary>Gets a page of a host through the proxy; any certificate for a shop's name will do.</summary>
    public async Task<HttpResponseMessage> GetAsync(string host, string path, bool isSecure = true)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions =
            {
                RemoteCertificateValidationCallback = (_, _, _, errors) =>
                    !ChecksNames || !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch),
            },
            ConnectCallback = async (_, ct) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync("127.0.0.1", isSecure ? Secure : Plain, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        return await client.GetAsync(new Uri($"{(isSecure ? "https" : "http")}://{host}{path}"));
    }

    /// <summary>What every proxy in front of the program does: two shops over TLS, and nothing else.</summary>
    public async Task CheckAsync()
    {
        foreach (var (host, name) in new[] { ("aurora.localhost", "Aurora Coffee"), ("birch.localhost", "Birch &amp; Co") })
        {
            using var page = await GetAsync(host, "/account/sign-in");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains(name, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var plain = await GetAsync(host, "/account/sign-in?a=b", isSecure: false);
            Assert.Equal(
                (HttpStatusCode.PermanentRedirect, $"https://{host}/account/sign-in?a=b"),
                (plain.StatusCode, plain.Headers.Location!.OriginalString));
        }

        using var metrics = await GetAsync(Platform, "/metrics");
        Assert.Equal(HttpStatusCode.NotFound, metrics.StatusCode);
    }
}
