using System.Diagnostics;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Web.Middleware;

/// <summary>Writes a line about every request that was refused or failed: what was asked of which shop, never by whom or with what.</summary>
/// <remarks>The route's pattern stands for the address, because an address may hold the secret of a link.</remarks>
public sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context, CurrentMerchant currentMerchant)
    {
        var start = Stopwatch.GetTimestamp();
        await next(context);
        var level = context.Response.StatusCode >= StatusCodes.Status400BadRequest ? LogLevel.Information : LogLevel.Debug;
        if (log.IsEnabled(level))
        {
            log.Log(level, "{Method} {Route} at merchant {MerchantId}: {Status} in {Milliseconds:0} ms",
                context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)",
                currentMerchant.IsSet ? currentMerchant.Id : null, context.Response.StatusCode, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }
}
