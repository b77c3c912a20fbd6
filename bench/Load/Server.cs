using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Load;

/// <summary>A program under load: started, suspended outside its turn, measured by its processor time, stopped.</summary>
internal sealed class Server : IAsyncDisposable
{
    private const double TicksPerSecond = 100;
    private static readonly ConcurrentDictionary<int, Process> Running = [];
    private readonly Process _process;

    private Server(Process process, int port, TimeSpan firstAnswer) => (_process, Port, FirstAnswer) = (process, port, firstAnswer);

    public int Port { get; }

    /// <summary>The time from the start of the process to its first complete answer.</summary>
    public TimeSpan FirstAnswer { get; }

    /// <summary>Processor seconds used so far.</summary>
    public double Cpu => CpuOf($"/proc/{_process.Id}");

    /// <summary>Processor seconds of them that the runtime spent on recompilation; its thread ends when there is nothing more to
    /// compile.</summary>
    public double Compiling => Directory.EnumerateDirectories($"/proc/{_process.Id}/task").Sum(CompilingOf);

    /// <summary>Processor seconds that the load tool itself used so far.</summary>
    public static double OwnCpu => CpuOf("/proc/self");

    /// <summary>The process's current memory in MiB.</summary>
    public double ResidentMiB => File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kib, ..] ? double.Parse(kib, CultureInfo.InvariantCulture) / 1024 : 0;

    /// <summary>Starts a program in its folder and waits until the request gets an answer; its output goes to a file.</summary>
    public static async Task<Server> StartAsync(
        string command, string folder, int port, byte[] firstRequest, IReadOnlyDictionary<string, string> settings, string log)
    {
        var start = Stopwatch.GetTimestamp();
        var process = Launch(command, folder, settings, log);
        while (true)
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(start) > TimeSpan.FromMinutes(1))
            {
                throw new InvalidOperationException($"{command} does not start; see {log}");
            }

            try
            {
                using var connection = await Connection.OpenAsync(port);
                if (await connection.AskAsync(firstRequest) is 200)
                {
                    return new(process, port, Stopwatch.GetElapsedTime(start));
                }
            }
            catch (System.Net.Sockets.SocketException)
            {
                // Not listening yet.
            }

            await Task.Delay(5);
        }
    }

    /// <summary>Runs a command of a program to its end and returns what it printed.</summary>
    public static async Task<string> RunAsync(string command, string folder, IReadOnlyDictionary<string, string> settings, string log)
    {
        using var process = Launch(command, folder, settings, log);
        await process.WaitForExitAsync();
        Running.TryRemove(process.Id, out _);
        var output = await File.ReadAllTextAsync(log);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{command}: {output}");
    }

    /// <summary>Suspends the process, so that its background work takes no other program's turn.</summary>
    public void Hold() => Signal("STOP");

    public void Resume() => Signal("CONT");

    public async ValueTask DisposeAsync()
    {
        if (!Running.ContainsKey(_process.Id))
        {
            // Ended before, by a part that needs the program stopped.
            return;
        }

        Resume();
        Signal("TERM");
        await _process.WaitForExitAsync();
        Running.TryRemove(_process.Id, out _);
        _process.Dispose();
    }

    /// <summary>Ends every started process that still runs, suspended or not, also after a failure.</summary>
    public static void EndAll()
    {
        foreach (var process in Running.Values.Where(process => !process.HasExited))
        {
            process.Kill();
        }
    }

    private static Process Launch(string command, string folder, IReadOnlyDictionary<string, string> settings, string log)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec {command} > '{log}' 2>&1"]) { WorkingDirectory = folder };
        foreach (var tuning in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_", StringComparison.Ordinal) && name != "DOTNET_ROOT")
            .ToList())
        {
            // The load tool's own runtime settings must not apply to a server.
            start.Environment.Remove(tuning);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        Running[process.Id] = process;
        return process;
    }

    private static double CompilingOf(string thread)
    {
        try
        {
            return File.ReadAllText($"{thread}/comm").StartsWith(".NET Tiered", StringComparison.Ordinal) ? CpuOf(thread) : 0;
        }
        catch (IOException)
        {
            return 0; // The thread has ended meanwhile.
        }
    }

    private static double CpuOf(string folder)
    {
        var stat = File.ReadAllText($"{folder}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
