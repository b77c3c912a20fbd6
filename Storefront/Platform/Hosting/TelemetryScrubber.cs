using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;
using Storefront.Platform.Telemetry;

namespace Storefront.Platform.Hosting;

/// <summary>Lets only named tags of a span leave the program, so that no address, query, text of a statement or client is exported.</summary>
/// <remarks>A list of what may go, because a library's next version may add what nobody thought of.</remarks>
internal sealed class TelemetryScrubber : BaseProcessor<Activity>
{
    public const string Npgsql = "Npgsql";

    private static readonly HashSet<string> _allowed = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.response.status_code", "http.route", "network.protocol.version", "url.scheme", "error.type",
        "db.system.name", "db.operation.name", "db.response.status_code", "db.npgsql.rows", "otel.status_code",
        Activities.MerchantTag, Activities.OperationTag, Activities.RefusalTag, Activities.WritesTag, Activities.MailTag, Activities.MailKindTag,
    };

    // An exception's text may quote a value: only its type is recorded.
    private readonly ActivityListener _exceptions = new()
    {
        ShouldListenTo = source => source.Name == Npgsql,
        ExceptionRecorder = (Activity _, Exception _, ref TagList tags) =>
        {
            tags.Add("exception.message", "");
            tags.Add("exception.stacktrace", "");
        },
    };

    public TelemetryScrubber() => ActivitySource.AddActivityListener(_exceptions);

    public override void OnEnd(Activity data)
    {
        // What the dispatchers ask the database several times a second belongs to no trace.
        if (data.Source.Name == Npgsql && data.ParentSpanId == default)
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return;
        }

        foreach (var tag in data.TagObjects.Where(tag => !_allowed.Contains(tag.Key)).ToList())
        {
            data.SetTag(tag.Key, null);
        }

        if (data.StatusDescription is not null)
        {
            data.SetStatus(data.Status);
        }

        if (data.Source.Name == Npgsql)
        {
            // It may be the beginning of the statement.
            data.DisplayName = "database";
        }

        data.TraceStateString = null;
    }

    protected override void Dispose(bool disposing)
    {
        _exceptions.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Leaves only the type of an exception in an exported line.</summary>
internal sealed class LogScrubber : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.Exception is { } problem)
        {
            data.Exception = null;
            data.Attributes = [.. data.Attributes ?? [], new("exception.type", problem.GetType().FullName)];
        }
    }
}
