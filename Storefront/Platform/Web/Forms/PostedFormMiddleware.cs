using Storefront.Platform.Web.Errors;

namespace Storefront.Platform.Web.Forms;

/// <summary>Keeps the framework's own error texts for unknown posts (such as an unknown form name) away from browsers.</summary>
/// <remarks>Answers to posts are buffered until they are complete. A refusal without a page of ours becomes a status without a body;
/// <see cref="PageErrorMiddleware"/> writes its page.</remarks>
public sealed class PostedFormMiddleware(RequestDelegate next)
{
    private static ReadOnlySpan<byte> PageStart => "<!DOCTYPE html>"u8;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        var answer = held.GetBuffer().AsMemory(0, (int)held.Length);
        if (context.Response.StatusCode >= StatusCodes.Status400BadRequest && !answer.Span.StartsWith(PageStart))
        {
            context.Response.ContentType = null;
            context.Response.ContentLength = null;
            return;
        }

        await body.WriteAsync(answer, context.RequestAborted);
    }
}
