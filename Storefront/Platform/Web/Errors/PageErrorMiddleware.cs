using System.Diagnostics;

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
            if (status == StatusCodes.Status500InternalServerError)
            {
                log.LogError("Page failed with {Problem} at {Stack}, trace {TraceId}", problem.GetType().Name, problem.StackTrace, Activity.Current?.TraceId.ToString());
            }

            log.LogDebug(problem, "What went wrong, as only a developer's machine may tell it");
            context.Response.Clear();
            context.Response.StatusCode = status;
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
        _ => StatusCodes.Status500InternalServerError,
    };
}
