namespace Load;

/// <summary>Reads while 32 connections sign in without pause, and the same reads alone.</summary>
internal sealed class Storm(BenchOptions options, Results results)
{
    private const int SigningIn = 32;
    private const int Reading = 16;

    public async Task RunAsync(params (string Operation, string Who, Traffic Reads, Traffic SignIns)[] cases)
    {
        for (var round = 0; round <= options.Rounds; round++)
        {
            foreach (var (operation, who, reads, signIns) in cases)
            {
                var calm = await Round.RunAsync(reads, Reading, options.Time);
                var stormy = await InStormAsync(reads, signIns);
                if (round > 0)
                {
                    results.Add(Names.BeforeStorm(operation), who, calm);
                    results.Add(Names.InStorm(operation), who, stormy);
                }
            }
        }
    }

    private async Task<Round> InStormAsync(Traffic reads, Traffic signIns)
    {
        reads.Server.Resume();
        using var over = new CancellationTokenSource();
        var lines = await Task.WhenAll(Enumerable.Range(0, SigningIn).Select(_ => Connection.OpenAsync(signIns.Server.Port)));
        var storm = Task.WhenAll(lines.Select(line => Round.KeepAskingAsync(line, signIns, () => !over.IsCancellationRequested)));
        await Task.Delay(300);
        var round = await Round.RunAsync(reads, Reading, options.Time, holdAfterwards: false);
        await over.CancelAsync();
        await storm;
        foreach (var line in lines)
        {
            line.Dispose();
        }

        reads.Server.Hold();
        return round;
    }
}
