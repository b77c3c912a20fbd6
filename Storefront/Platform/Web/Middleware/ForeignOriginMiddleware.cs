using Storefront.Platform.Tenancy;
using Storefront.Platform.Web.Errors;
using Storefront.Platform.Web.Forms;

namespace Storefront.Platform.Web.Middleware;

/// <summary>Refuses whatever another site has a browser send to a page, whether or not its antiforgery token is good.</summary>
/// <remarks>The refusal is a bare status, for which <see cref="PageErrorMiddleware"/> has a page.</remarks>
public sealed class ForeignOriginMiddleware(RequestDelegate next, TimeProvider clock, ILogger<ForeignOriginMiddleware> log)
{
    private readonly RepeatedWarning _warning = new(log, clock, "A form sent by another site, or by a page opened at another address than the one that arrives here, was refused");

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

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
}

/// <summary>Tells the page of a refusal that the form came from another site.</summary>
public sealed record ForeignForm;
