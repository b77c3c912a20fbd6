using System.Diagnostics;
using System.Globalization;
using Storefront.Platform.Http;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;

namespace Storefront.Platform.Api;

/// <summary>Writes the envelope and rate headers of every API answer, including those without an endpoint: 404, 405, 413, 500,
/// 503.</summary>
public sealed class ApiOutcome(RequestDelegate next, RequestLimiter limiter, ILogger<ApiOutcome> log)
{
    public async Task InvokeAsync(HttpContext context, RateReport rates)
    {
        context.Response.OnStarting(() => WriteRatesAsync(context, rates));
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException problem) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = problem.StatusCode;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception problem) when (!context.Response.HasStarted)
        {
            FailureLog.Write(log, problem);
            context.Response.Clear();
            context.Response.StatusCode = StorageFault.IsPassing(problem)
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError;
        }

        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentType: null })
        {
            await WriteBareAsync(context);
        }
    }

    private static Task WriteBareAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            RetryAfterHeader.Write(context.Response, StorageFault.RetryAfter);
        }

        var error = ErrorCatalog.OfStatus(status);
        var message = status == StatusCodes.Status500InternalServerError ? $"{error.Meaning} Trace {Activity.Current?.TraceId}." : error.Meaning;
        return ApiResults.WriteStatusAsync(context, status, message, error.Code);
    }

    // At an unknown host the request was answered before it was counted; the headers show the client's current state.
    private async Task WriteRatesAsync(HttpContext context, RateReport rates)
    {
        var client = limiter.OfClient(ClientAddress.Bucket(context.Connection.RemoteIpAddress));
        var bucket = rates.Tightest ?? (await limiter.CountAsync(client, requests: 0)).Bucket;
        context.Response.Headers["X-RateLimit-Limit"] = bucket.Limit.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["X-RateLimit-Remaining"] = bucket.Remaining.ToString(CultureInfo.InvariantCulture);
    }
}
