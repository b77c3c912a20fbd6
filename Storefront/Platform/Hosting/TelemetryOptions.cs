namespace Storefront.Platform.Hosting;

/// <summary>Which ways out of the program telemetry has: none unless the operator names one.</summary>
internal static class TelemetryOptions
{
    /// <summary>The standard's name of the receiver's address.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether <c>/metrics</c> is served on the platform's hosts.</summary>
    public const string Prometheus = "Telemetry:Prometheus";

    public static bool Exports(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[Endpoint]);

    public static bool ServesMetrics(IConfiguration configuration) => configuration.GetValue<bool>(Prometheus);
}
