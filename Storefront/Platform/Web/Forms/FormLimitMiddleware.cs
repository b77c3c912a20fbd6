using Storefront.Platform.Http;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Web.Cookies;
using Storefront.Platform.Web.Errors;

namespace Storefront.Platform.Web.Forms;

/// <summary>Limits posted forms and costly files per minute and client address, before any look-up.</summary>
/// <remarks>The refusal is a status without a body; <see cref="PageErrorMiddleware"/> writes its page. What a customer typed is kept, as
/// after a session's end.</remarks>
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

        var (fits, bucket) = await limiter.CountAsync(limiter.OfForms(ClientAddress.Bucket(context.Connection.RemoteIpAddress)));
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

/// <summary>Marks a file that costs as much as a form, and counts as one.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class CountedAttribute : Attribute;
