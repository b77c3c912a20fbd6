using Storefront.Platform.Web.Errors;

namespace Storefront.Platform.Web.Forms;

/// <summary>Refuses a posted form that cannot be read or names a field twice, because it is unknown which value was meant.</summary>
/// <remarks>The refusal is a status without a body; <see cref="PageErrorMiddleware"/> writes its page. Later readers find the form already
/// read.</remarks>
public sealed class FormReadingMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || await IsReadableAsync(context))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
    }

    /// <summary>Reads the posted form; false when it cannot be read or names a field twice.</summary>
    public static async Task<bool> IsReadableAsync(HttpContext context)
    {
        try
        {
            return !context.Request.HasFormContentType
                || (await context.Request.ReadFormAsync(context.RequestAborted)).All(field => field.Value.Count == 1);
        }
        catch (
            Exception problem) when (problem is NotSupportedException or InvalidDataException
                || (problem is IOException and not BadHttpRequestException))
        {
            // An obsolete encoding, parts without an end, or more fields than any form of ours has.
            return false;
        }
    }
}
