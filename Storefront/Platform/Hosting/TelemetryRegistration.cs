using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Storefront.Platform.Telemetry;

namespace Storefront.Platform.Hosting;

/// <summary>Sends traces, metrics and logs by OTLP, and serves metrics to Prometheus, where the operator configured it.</summary>
/// <remarks>Without configuration nothing is registered, so nothing listens. The exporter's own settings are the standard's
/// <c>OTEL_…</c> variables. What leaves the program passes <see cref="TelemetryScrubber"/> (ADR 0055).</remarks>
internal static class TelemetryRegistration
{
    private const string Ours = "Storefront.";
    private static readonly string[] _meters =
    [
        Meters.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components.Server.Circuits",
        "System.Runtime",
    ];

    // Asked every few seconds by machines.
    private static readonly string[] _unwatched = ["/health", "/metrics"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var exports = TelemetryOptions.Exports(builder.Configuration);
        var serves = TelemetryOptions.ServesMetrics(builder.Configuration);
        if (!exports && !serves)
        {
            return;
        }

        builder.Services.AddSingleton<QueueSampler>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<QueueSampler>());
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("storefront", serviceVersion: Version, serviceInstanceId: Environment.MachineName));
        telemetry.WithMetrics(metrics => Configure(metrics, exports, serves));
        if (exports)
        {
            telemetry.WithTracing(Configure);
            AddLogs(builder.Logging);

            // Strangers neither choose a trace nor whether it is recorded, and nobody is told of ours.
            builder.Services.AddSingleton<DistributedContextPropagator>(new ClosedPropagator());
            Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        }
    }

    private static string Version => typeof(TelemetryRegistration).Assembly.GetName().Version?.ToString() ?? "";

    private static void Configure(MeterProviderBuilder metrics, bool exports, bool serves)
    {
        metrics.AddMeter(_meters);
        if (exports)
        {
            metrics.AddOtlpExporter();
        }

        if (serves)
        {
            metrics.ConfigureServices(services => services.AddSingleton<PrometheusExporter>());
            metrics.AddReader(provider => new BaseExportingMetricReader(provider.GetRequiredService<PrometheusExporter>()));
        }
    }

    private static void Configure(TracerProviderBuilder traces) => traces
        .AddSource(Activities.SourceName, TelemetryScrubber.Npgsql)
        .AddAspNetCoreInstrumentation(Configure)
        .AddProcessor(_ => new TelemetryScrubber())
        .AddOtlpExporter();

    private static void Configure(AspNetCoreTraceInstrumentationOptions options)
    {
        options.Filter = context => !Array.Exists(_unwatched, path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal));
        (options.EnableRazorComponentsSupport, options.EnableAspNetCoreSignalRSupport) = (false, false);
    }

    // Our own lines alone: the framework's may quote a request, or a statement's values.
    private static void AddLogs(ILoggingBuilder logging) => logging
        .AddOpenTelemetry(options => options.AddProcessor(new LogScrubber()).AddOtlpExporter())
        .AddFilter<OpenTelemetryLoggerProvider>((category, level) =>
            category?.StartsWith(Ours, StringComparison.Ordinal) == true && level >= LogLevel.Information);

    /// <summary>Takes no trace from a request and gives none to another program.</summary>
    private sealed class ClosedPropagator : DistributedContextPropagator
    {
        public override IReadOnlyCollection<string> Fields => [];

        public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
        {
            // Nobody outside is told.
        }

        public override void ExtractTraceIdAndState(
            object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) => (traceId, traceState) = (null, null);

        public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
    }
}
