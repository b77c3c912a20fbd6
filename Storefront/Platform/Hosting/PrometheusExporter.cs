using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Storefront.Platform.Hosting;

/// <summary>Writes the metrics in Prometheus' text format (0.0.4) when they are asked for.</summary>
/// <remarks>OpenTelemetry's own exporter of this format has no stable version (ADR 0055).</remarks>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";
    private readonly Lock _lock = new();
    private StringBuilder _text = new();

    public Func<int, bool>? Collect { get; set; }

    /// <summary>Every metric as it is now.</summary>
    public string Read()
    {
        lock (_lock)
        {
            _text = new();
            Collect?.Invoke(Timeout.Infinite);
            return _text.ToString();
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
        {
            Write(metric);
        }

        return ExportResult.Success;
    }

    private void Write(Metric metric)
    {
        var (type, name) = metric.MetricType switch
        {
            MetricType.LongSum or MetricType.DoubleSum => ("counter", $"{NameOf(metric)}_total"),
            MetricType.Histogram => ("histogram", NameOf(metric)),
            _ => ("gauge", NameOf(metric)),
        };
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {metric.Description}\n# TYPE {name} {type}\n");
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var tags = TagsOf(point);
            if (metric.MetricType == MetricType.Histogram)
            {
                WriteHistogram(name, tags, point);
            }
            else
            {
                WriteLine(name, tags, ValueOf(metric.MetricType, point));
            }
        }
    }

    private void WriteHistogram(string name, List<string> tags, in MetricPoint point)
    {
        var below = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            below += bucket.BucketCount;
            var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : Number(bucket.ExplicitBound);
            WriteLine($"{name}_bucket", [.. tags, $"le=\"{bound}\""], below);
        }

        WriteLine($"{name}_sum", tags, point.GetHistogramSum());
        WriteLine($"{name}_count", tags, point.GetHistogramCount());
    }

    private void WriteLine(string name, List<string> tags, double value) =>
        _text.Append(name).Append(tags.Count == 0 ? "" : $"{{{string.Join(',', tags)}}}").Append(' ').Append(Number(value)).Append('\n');

    private static double ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private static List<string> TagsOf(in MetricPoint point)
    {
        var tags = new List<string>();
        foreach (var tag in point.Tags)
        {
            var value = $"{tag.Value}".Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal);
            tags.Add($"{Word(tag.Key)}=\"{value}\"");
        }

        return tags;
    }

    // Units in braces only say what is counted.
    private static string NameOf(Metric metric) => Word(metric.Name) + metric.Unit switch
    {
        "s" => "_seconds",
        "By" => "_bytes",
        _ => "",
    };

    private static string Word(string name) => string.Concat(name.Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '_'));

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
