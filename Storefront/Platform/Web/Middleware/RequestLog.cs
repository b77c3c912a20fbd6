using System.Diagnostics;
using Storefront.Platform.Telemetry;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Web.Middleware;

/// <summary>Logs every refused or failed request: the route and the merchant, never the person or the content.</summary>
/// <remarks>The route's pattern replaces the address, which may contain a link's secret.</remarks>
public sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context, CurrentMerchant currentMerchant)
    {
        var start = Stopwatch.GetTimestamp();
        await next(context);
        long? merchantId = currentMerchant.IsSet ? currentMerchant.Id : null;
        Activities.DescribeRequest(context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName, merchantId);
        var level = context.Response.StatusCode >= StatusCodes.Status400BadRequest ? LogLevel.Information : LogLevel.Debug;
        if (log.IsEnabled(level))
        {
            log.Log(level, "{Method} {Route} at merchant {MerchantId}: {Status} in {Milliseconds:0} ms",
                context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)",
                merchantId, context.Response.StatusCode, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }
}
