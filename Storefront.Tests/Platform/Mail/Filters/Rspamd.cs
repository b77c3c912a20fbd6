using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Filters;

/// <summary>An rspamd of this test's own with Debian's rules, without the modules that ask the network.</summary>
internal sealed class Rspamd : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Besides those that ask other servers, those that learn: what the tests have shown before must not count.
    private static readonly string[] Off =
    [
        "antivirus", "arc", "asn", "aws_s3", "bimi", "clickhouse", "dcc", "dkim", "dkim_signing", "dmarc", "elastic", "external_services",
        "fuzzy_check", "greylist", "hfilter", "history_redis", "metric_exporter", "mx_check", "neural", "phishing", "ratelimit", "rbl", "replies",
        "reputation", "rspamd_update", "spf", "surbl", "url_redirector", "whitelist",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rspamd-");
    private readonly int _port = LoopbackPort.Free();
    private readonly Process _process;
    private readonly HttpClient _http;

    private Rspamd(string program)
    {
        WriteSettings();
        string[] folders = ["DBDIR", "RUNDIR", "LOGDIR", "LOCAL_CONFDIR"];
        var start = new ProcessStartInfo(
            program, ["-c", "/etc/rspamd/rspamd.conf", "-f", "-i", .. folders.Select(name => $"--var={name}={_folder.FullName}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _http = new() { BaseAddress = new($"http://127.0.0.1:{_port}/") };
    }

    public static async Task<Rspamd> StartAsync()
    {
        var server = new Rspamd(RequiresProgramFactAttribute.PathOf("rspamd")!);
        var waited = Stopwatch.StartNew();
        while (!await server.IsAnsweringAsync())
        {
            if (waited.Elapsed > Patience || server._process.HasExited)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException("rspamd does not start.");
            }

            await Task.Delay(100);
        }

        return server;
    }

    /// <summary>The score of a mail that came from the untrusted relay, the rules that gave it, and what a server should do.</summary>
    public async Task<(double Score, string Rules, string? Action)> JudgeAsync(string mail, string sender)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "checkv2") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(mail)) };
        request.Headers.Add("IP", UntrustedRelay.Address);
        request.Headers.Add("Helo", UntrustedRelay.Name);
        request.Headers.Add("Hostname", UntrustedRelay.Name);
        request.Headers.Add("Rcpt", "jane@example.com");
        request.Headers.TryAddWithoutValidation("From", sender);
        using var answer = await _http.SendAsync(request);
        var judged = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var rules = judged.GetProperty("symbols").EnumerateObject().Select(rule => (rule.Name, Score: rule.Value.GetProperty("score").GetDouble()));
        return (
            judged.GetProperty("score").GetDouble(),
            string.Join(", ", rules.Where(rule => rule.Score != 0).Select(rule => FormattableString.Invariant($"{rule.Name} {rule.Score:0.##}"))),
            judged.GetProperty("action").GetString());
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> IsAnsweringAsync()
    {
        try
        {
            return (await _http.GetAsync("ping")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // Without the compiler of regular expressions, which needs half a minute at every start.
    private void WriteSettings()
    {
        _folder.CreateSubdirectory("local.d");
        Write("options", """
            filters = "chartable,regexp";
            disable_hyperscan = true;
            local_addrs = [];
            dns { nameserver = ["127.0.0.1:1"]; timeout = 0.1s; retransmits = 1; }
            """, "inc");
        Write("logging", "type = \"console\"; level = \"error\";", "inc");
        Write("worker-normal", $"bind_socket = \"127.0.0.1:{_port}\"; count = 1;", "inc");
        foreach (var worker in new[] { "controller", "proxy", "fuzzy" })
        {
            Write($"worker-{worker}", "count = -1; enabled = false;", "inc");
        }

        foreach (var module in Off)
        {
            Write(module, "enabled = false;", "conf");
        }
    }

    private void Write(string name, string settings, string extension) =>
        File.WriteAllText(Path.Combine(_folder.FullName, "local.d", $"{name}.{extension}"), settings + "\n");
}
