using System.Globalization;

namespace Load;

/// <summary>What to measure, with which programs, and where to write the result.</summary>
internal sealed record BenchOptions(
    string Storefront, string Baseline, string Bulk, string Work, string Report, bool Quick, string Only, string Operation, double? Seconds, int Port)
{
    public TimeSpan Time => TimeSpan.FromSeconds(Seconds ?? (Quick ? 1.2 : 2.5));
    /// <summary>The processor time of each contender before it counts: until then its runtime is still compiling.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 0.7 : 6);
    public int Rounds => Quick ? 2 : 3;

    /// <summary>The large platform of the growth measurement.</summary>
    public (int Customers, int Merchants) Large => Quick ? (100_000, 1_000) : (1_000_000, 10_000);

    public bool Wants(string part) => Only.Length == 0 || Only.Split(',').Contains(part);

    /// <summary>Whether to measure a contender: all, unless one operation was named, for example for a profiler.</summary>
    public bool Wants(Contender contender) => contender.Operation.Contains(Operation, StringComparison.Ordinal);

    public static BenchOptions Of(string[] args)
    {
        string Value(string name, string otherwise) =>
            Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
        return new(Value("--storefront", ""), Value("--baseline", ""), Path.GetFullPath(Value("--bulk", ".")), Value(
            "--work", "artifacts/bench"), Value("--report", ""),
            args.Contains("--quick"), Value("--only", ""), Value("--operation", ""),
            Value("--seconds", "") is { Length: > 0 } seconds
                ? double.Parse(seconds, CultureInfo.InvariantCulture)
                : null, int.Parse(Value("--port", "5990"), CultureInfo.InvariantCulture));
    }
}
