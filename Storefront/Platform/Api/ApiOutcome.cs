using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Storefront.Platform.RateLimiting;

namespace Storefront.Platform.Api;

/// <summary>Gives every answer of the API its envelope and its rate headers, also those that no endpoint wrote: 404, 405, 413, 500.</summary>
public sealed class ApiOutcome(RequestDelegate next, RequestLimiter limiter, ILogger<ApiOutcome> log)
{
    public async Task InvokeAsync(HttpContext context, RateReport rates)
    {
        context.Response.OnStarting(() => WriteRates(context, rates));
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
            // The type and the stack, never the message: it may quote what was sent.
            log.LogError("Request failed with {Problem} at {Stack}, trace {TraceId}", problem.GetType().Name, problem.StackTrace, Activity.Current?.TraceId.ToString());
            log.LogDebug(problem, "What went wrong, as only a developer's machine may tell it");
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }

        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentType: null })
        {
            await WriteBareAsync(context);
        }
    }

    private static Task WriteBareAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        return status == StatusCodes.Status500InternalServerError
            ? ApiResults.WriteStatusAsync(context, status, $"Internal server error. Trace {Activity.Current?.TraceId}.", "server.error")
            : ApiResults.WriteStatusAsync(context, status, ReasonPhrases.GetReasonPhrase(status) + ".", $"http.{status}");
    }

    // Where a request was answered before it was counted, at an unknown host, the headers tell how the client stands.
    private Task WriteRates(HttpContext context, RateReport rates)
    {
        var bucket = rates.Tightest ?? limiter.Count(limiter.OfClient(ClientAddress.Bucket(context.Connection.RemoteIpAddress)), requests: 0).Bucket;
        context.Response.Headers["X-RateLimit-Limit"] = bucket.Limit.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["X-RateLimit-Remaining"] = bucket.Remaining.ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }
}
