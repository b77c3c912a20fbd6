using System.Diagnostics;

namespace Load;

/// <summary>What to request from a server: the status of a good answer, and the next request; null at the end.</summary>
internal sealed record Traffic(Server Server, int Status, Func<ReadOnlyMemory<byte>?> Next)
{
    /// <summary>The same few requests in turn.</summary>
    public static Traffic Of(Server server, int status, params byte[][] requests)
    {
        var at = -1;
        return new(server, status, () => requests[(int)((uint)Interlocked.Increment(ref at) % (uint)requests.Length)]);
    }

    /// <summary>Each request once.</summary>
    public static Traffic Once(Server server, int status, IEnumerable<byte[]> requests)
    {
        var left = new System.Collections.Concurrent.ConcurrentQueue<byte[]>(requests);
        return new(server, status, () => left.TryDequeue(out var request) ? request : null);
    }
}

/// <summary>The result of one round.</summary>
/// <param name="Done">The number of good answers.</param>
/// <param name="Failed">The number of other answers.</param>
/// <param name="Seconds">The round's duration.</param>
/// <param name="Micros">The time of each good answer in microseconds, sorted.</param>
/// <param name="Cpu">Processor seconds of the server.</param>
/// <param name="Compiling">Processor seconds of them that the server's recompilation took.</param>
internal sealed record Round(int Done, int Failed, double Seconds, int[] Micros, double Cpu, double Compiling)
{
    public double Rate => Done / Seconds;
    public double CpuMicros => Done == 0 ? 0 : Cpu * 1e6 / Done;

    public double Millis(double share) => Micros.Length == 0 ? 0 : Micros[(int)(share * (Micros.Length - 1))] / 1000.0;

    /// <summary>Keeps a number of connections busy for a time; no other server runs meanwhile.</summary>
    public static async Task<Round> RunAsync(Traffic traffic, int connections, TimeSpan time, bool holdAfterwards = true)
    {
        traffic.Server.Resume();
        var lines = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Connection.OpenAsync(traffic.Server.Port)));
        var (cpu, compiling, start) = (traffic.Server.Cpu, traffic.Server.Compiling, Stopwatch.GetTimestamp());
        var parts = await Task.WhenAll(lines.Select(line => KeepAskingAsync(line, traffic, () => Stopwatch.GetElapsedTime(start) < time)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        (cpu, compiling) = (traffic.Server.Cpu - cpu, traffic.Server.Compiling - compiling);
        foreach (var line in lines)
        {
            line.Dispose();
        }

        if (holdAfterwards)
        {
            traffic.Server.Hold();
        }

        int[] micros = [.. parts.SelectMany(part => part.Micros).Order()];
        return new(micros.Length, parts.Sum(part => part.Failed), seconds, micros, cpu, compiling);
    }

    /// <summary>Sends requests on one connection until told to stop.</summary>
    public static async Task<(List<int> Micros, int Failed)> KeepAskingAsync(Connection line, Traffic traffic, Func<bool> goOn)
    {
        await Task.Yield();
        var (micros, failed) = (new List<int>(4096), 0);
        while (goOn() && traffic.Next() is { } request)
        {
            var asked = Stopwatch.GetTimestamp();
            if (await line.AskAsync(request) == traffic.Status)
            {
                micros.Add((int)Stopwatch.GetElapsedTime(asked).TotalMicroseconds);
            }
            else
            {
                failed++;
            }
        }

        return (micros, failed);
    }
}
