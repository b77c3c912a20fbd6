namespace Storefront.Platform.Http;

/// <summary>Answers HEAD as GET without a body: link scanners send HEAD first, and pages map only GET.</summary>
public sealed class HeadRequests(RequestDelegate next)
{
    /// <summary>Whether a request that is answered as GET was a HEAD request.</summary>
    public static bool IsHead(HttpContext context) => context.Features.Get<HeadRequests>() is not null;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        context.Features.Set(this);
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
            context.Response.Body = body;
        }
    }
}
