namespace Load;

/// <summary>One measured thing: an operation of one of the programs, or a limit of the machine.</summary>
/// <param name="Operation">The operation's name.</param>
/// <param name="Who">The program.</param>
/// <param name="RunAsync">Runs it for a given time.</param>
internal sealed record Contender(string Operation, string Who, Func<TimeSpan, Task<Round>> RunAsync)
{
    public const string Storefront = "Storefront";
    public const string Plain = "plain Identity";

    /// <summary>The limit of the machine for one operation, measured right after it, because it varies by the minute on a shared
    /// machine.</summary>
    public const string Limit = "limit";

    public static Contender Of(string operation, string who, Traffic traffic, int connections) =>
        new(operation, who, time => Round.RunAsync(traffic, connections, time));
}

/// <summary>Rounds of every contender, measured in turn, so that a noisy minute affects all alike.</summary>
internal sealed class Results(BenchOptions options)
{
    private readonly Dictionary<(string Operation, string Who), List<Round>> _rounds = [];

    /// <summary>Warms every contender up, then runs them one after the other, round by round.</summary>
    public Task MeasureAsync(params Contender[] all) => MeasureAsync(options.Rounds, all);

    /// <summary>The same in so many rounds: where answers are few and the machine varies by the second, many rounds are better than long
    /// ones.</summary>
    public async Task MeasureAsync(int rounds, params Contender[] all)
    {
        Contender[] contenders = [.. all.Where(options.Wants)];
        foreach (var contender in contenders)
        {
            await WarmUpAsync(contender);
        }

        for (var round = 1; round <= rounds; round++)
        {
            foreach (var contender in contenders)
            {
                Add(contender.Operation, contender.Who, await contender.RunAsync(options.Time));
            }
        }
    }

    public void Add(string operation, string who, Round round)
    {
        if (!_rounds.TryGetValue((operation, who), out var rounds))
        {
            _rounds[(operation, who)] = rounds = [];
        }

        rounds.Add(round);
        Console.WriteLine(
            $"{operation,-34} {who,-34} {round.Rate,9:0.#}/s  p50 {round.Millis(0.5),7:0.00} ms  p99 {round.Millis(0.99),7:0.00} ms  "
                + $"{round.CpuMicros,7:0} us CPU  {(round.Failed > 0 ? $"FAILED {round.Failed}" : "")}");
    }

    public Measured? Of(string operation, string who) => _rounds.TryGetValue((operation, who), out var rounds) ? new(
        Median(rounds.Select(round => round.Rate)), Median(rounds.Select(round => round.Millis(0.5))),
        Median(rounds.Select(round => round.Millis(0.99))),
        Median(rounds.Select(round => round.CpuMicros)), rounds.Sum(round => round.Failed)) : null;

    /// <summary>The share of its limit that an operation reaches: both measured in turn and compared in each round.</summary>
    public double? ShareOfLimit(string operation) => _rounds.TryGetValue((operation, Contender.Limit), out var limits)
        ? Median(_rounds[(operation, Contender.Storefront)].Zip(limits, (own, limit) => own.Rate / limit.Rate)) : null;

    // A program is not comparable while its runtime still recompiles frequently used methods.
    private async Task WarmUpAsync(Contender contender)
    {
        const int mostRounds = 20;
        const double stillCompiling = 0.05;
        var used = 0.0;
        for (var rounds = 0; rounds < mostRounds; rounds++)
        {
            var round = await contender.RunAsync(options.WarmUp / 2);
            used += round.Cpu;
            if (round.Done == 0 || (used >= options.WarmUp.TotalSeconds && round.Compiling < stillCompiling * round.Cpu))
            {
                return;
            }
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0
            ? 0
            : sorted.Length % 2 == 1
            ? sorted[sorted.Length / 2]
            : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>The medians over the rounds of one contender.</summary>
internal sealed record Measured(double Rate, double P50, double P99, double CpuMicros, int Failed);
