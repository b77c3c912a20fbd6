using Storefront.Platform.Http;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Web.Cookies;
using Storefront.Platform.Web.Errors;

namespace Storefront.Platform.Web.Forms;

/// <summary>Holds posted forms and costly files to so many a minute for each client address, before anything is looked up for them.</summary>
/// <remarks>The refusal is a bare status, for which <see cref="PageErrorMiddleware"/> has a page. What a customer typed is kept as after a session's end.</remarks>
public sealed class FormLimitMiddleware(RequestDelegate next, RequestLimiter limiter, SavedFormCookie kept)
{
    public async Task InvokeAsync(HttpContext context, CurrentMerchant tenant)
    {
        var isForm = HttpMethods.IsPost(context.Request.Method);
        if (!isForm && context.GetEndpoint()?.Metadata.GetMetadata<CountedAttribute>() is null)
        {
            await next(context);
            return;
        }

        var (fits, bucket) = limiter.Count(limiter.OfForms(ClientAddress.Bucket(context.Connection.RemoteIpAddress)));
        if (fits)
        {
            await next(context);
            return;
        }

        RetryAfterHeader.Write(context.Response, bucket.Reset);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        if (isForm && tenant.IsSet && await FormReadingMiddleware.IsReadableAsync(context))
        {
            await kept.KeepAsync(context, tenant.Merchant);
        }
    }
}

/// <summary>Marks a file that costs as much as a form, and is counted as one.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class CountedAttribute : Attribute;
