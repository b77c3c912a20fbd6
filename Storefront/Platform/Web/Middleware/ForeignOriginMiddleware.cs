using Storefront.Platform.Logging;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Web.Errors;

namespace Storefront.Platform.Web.Middleware;

/// <summary>Refuses every request to a page that another site caused with a post, even with a valid antiforgery token.</summary>
/// <remarks>The refusal is a status without a body; <see cref="PageErrorMiddleware"/> writes its page.</remarks>
public sealed class ForeignOriginMiddleware(RequestDelegate next, TimeProvider clock, ILogger<ForeignOriginMiddleware> log)
{
    private readonly RepeatedWarning _warning = new(
        log, clock, "A form sent by another site, or by a page opened at another address than the one that arrives here, was refused");

    public Task InvokeAsync(HttpContext context)
    {
        if (IsSafe(context.Request.Method) || !RequestOrigin.IsForeign(context.Request))
        {
            return next(context);
        }

        _warning.Count();
        context.Features.Set(new ForeignForm());
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
}

/// <summary>Tells the error page that the form came from another site.</summary>
public sealed record ForeignForm;
