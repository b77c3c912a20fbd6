using Storefront.Platform.Http;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Web.Errors;

/// <summary>Gives browsers our own page for every failure, never the framework's, and logs failures without the request's
/// content.</summary>
public sealed class PageErrorMiddleware(RequestDelegate next, ILogger<PageErrorMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception problem) when (!context.Response.HasStarted && StatusOf(problem, context) is { } status)
        {
            if (status >= StatusCodes.Status500InternalServerError)
            {
                FailureLog.Write(log, problem);
            }

            context.Response.Clear();
            context.Response.StatusCode = status;
            if (status == StatusCodes.Status503ServiceUnavailable)
            {
                RetryAfterHeader.Write(context.Response, StorageFault.RetryAfter);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentType: null })
        {
            await ErrorPage.WriteAsync(context);
        }
    }

    private static int? StatusOf(Exception problem, HttpContext context) => problem switch
    {
        OperationCanceledException when context.RequestAborted.IsCancellationRequested => null,
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException => StatusCodes.Status400BadRequest,
        _ when StorageFault.IsPassing(problem) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
