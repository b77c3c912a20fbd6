using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Storefront.Tests.Support;

/// <summary>The real program as a process of its own, in a folder with the repository's settings and its own database.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly ConcurrentQueue<string> _errors = [];

    private RunningProgram(ProgramFolder folder, string environment, IEnumerable<string> arguments, IEnumerable<(string Key, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Storefront.dll"), .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["ConnectionStrings__Storefront"] = $"Data Source={folder.DatabaseFile}";
        start.Environment["RateLimits__PerMinute"] = "100000";
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors);

    public HttpClient Http { get; private init; } = new();

    /// <summary>Starts the web server and waits until it answers.</summary>
    public static Task<RunningProgram> StartAsync(ProgramFolder folder, string environment, params (string Key, string Value)[] settings)
    {
        var address = $"http://127.0.0.1:{LoopbackPort.Free()}";
        return StartAtAsync(folder, environment, address, ["--urls", address], settings);
    }

    /// <summary>Starts the web server with these arguments and waits until it answers at an address.</summary>
    public static async Task<RunningProgram> StartAtAsync(
        ProgramFolder folder, string environment, string address, string[] arguments, params (string Key, string Value)[] settings)
    {
        var program = new RunningProgram(folder, environment, arguments, settings)
        {
            Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new($"{address}/") },
        };
        try
        {
            var waited = Stopwatch.StartNew();
            while (!await program.IsAliveAsync())
            {
                if (waited.Elapsed > Patience || program._process.HasExited)
                {
                    throw new InvalidOperationException($"The program does not start:\n{program.Output}\n{program.Errors}");
                }

                await Task.Delay(50);
            }

            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the program to its end: a command, or a refused start.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        ProgramFolder folder, string environment, string[] arguments, params (string Key, string Value)[] settings)
    {
        await using var program = new RunningProgram(folder, environment, arguments, settings);
        return (await program.WaitAsync(), program.Output, program.Errors);
    }

    /// <summary>Sends a request as a client of one host, with a bearer token or none.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string host, string path, string? token = null, HttpContent? body = null, bool isForwardedTls = false)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Host = host;
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (isForwardedTls)
        {
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        }

        return await Http.SendAsync(request);
    }

    /// <summary>SIGKILL: no shutdown, nothing flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as service managers stop a program; returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var signal = Process.Start("/bin/sh", ["-c", $"kill -TERM {_process.Id}"]);
        return await WaitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        Http.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    private async Task<bool> IsAliveAsync()
    {
        try
        {
            return (await SendAsync(HttpMethod.Get, "localhost", "health/live")).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

/// <summary>The folder of a running program's settings and database, deleted after the test.</summary>
public sealed class ProgramFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("storefront-run-");

    public ProgramFolder()
    {
        foreach (var settings in Directory.GetFiles(AppContext.BaseDirectory, "appsettings*.json"))
        {
            File.Copy(settings, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(settings)));
        }
    }

    public string Path => _folder.FullName;

    public string DatabaseFile => System.IO.Path.Combine(Path, "storefront.db");

    public void Dispose() => _folder.Delete(recursive: true);
}
