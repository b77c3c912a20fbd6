using System.Diagnostics.Metrics;

namespace Storefront.Platform.Telemetry;

/// <summary>The program's own meters; recording costs nothing while nobody reads them.</summary>
public static class Meters
{
    public const string MeterName = "Storefront";
    private static readonly Meter _meter = new(MeterName);

    /// <summary>How many writes shared a commit; its count is the number of commits.</summary>
    public static Histogram<int> Commits { get; } = _meter.CreateHistogram(
        "storefront.commit.size", "{write}", "Writes that shared one commit",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64] });

    /// <summary>How long a password waited for its turn to be hashed.</summary>
    public static Histogram<double> HashingWait { get; } = _meter.CreateHistogram(
        "storefront.hashing.wait", "s", "Time that a password waited for its turn to be hashed",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15] });

    private static readonly Counter<long> _refusals = _meter.CreateCounter<long>("storefront.refusal", "{refusal}", "Refused requests by code");
    private static readonly Counter<long> _signIns = _meter.CreateCounter<long>("storefront.sign_in", "{session}", "Sessions opened, by kind");
    private static readonly Counter<long> _mails = _meter.CreateCounter<long>("storefront.mail", "{attempt}", "Attempts to send a mail, by outcome");

    /// <summary>Whether anybody counts sign-ins.</summary>
    public static bool CountsSignIns => _signIns.Enabled;

    public static void CountRefusal(string code) => _refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    public static void CountSignIn(string kind) => _signIns.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public static void CountMail(string outcome) => _mails.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
