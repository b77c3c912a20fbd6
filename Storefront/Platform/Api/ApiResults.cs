using Storefront.Platform.Http;
using Storefront.Platform.Results;
using Storefront.Platform.Telemetry;

namespace Storefront.Platform.Api;

/// <summary>Converts results into envelopes; the only place that maps a refusal's kind to a status.</summary>
public static class ApiResults
{
    /// <summary>The answer built from the value with the given status, or the refusal's envelope.</summary>
    public static IResult ToAnswer<T, TAnswer>(this Result<T> result, Func<T, TAnswer> answer, int status = StatusCodes.Status200OK) =>
        result.Refusal is { } refusal
            ? refusal.ToAnswer()
            : Microsoft.AspNetCore.Http.Results.Json(answer(result.Value), ApiJson.Options, statusCode: status);

    /// <summary>The refusal's envelope and status.</summary>
    public static IResult ToAnswer(this Refusal refusal) => new RefusalAnswer(refusal);

    /// <summary>Writes a refusal's envelope, status and Retry-After.</summary>
    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var status = StatusOf(refusal.Kind);
        Meters.CountRefusal(refusal.Code);
        if (refusal.RetryAfter is { } wait)
        {
            RetryAfterHeader.Write(context.Response, wait);
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return refusal.Kind == RefusalKind.Invalid
            ? WriteAsync(context, status, new InvalidAnswer(refusal.Message.English, refusal.Code, Errors(refusal)))
            : WriteStatusAsync(context, status, refusal.Message.English, refusal.Code);
    }

    /// <summary>Writes an error's envelope in the form of its status.</summary>
    public static Task WriteStatusAsync(HttpContext context, int status, string message, string code) => status
        is StatusCodes.Status400BadRequest or StatusCodes.Status404NotFound or StatusCodes.Status409Conflict
            or StatusCodes.Status500InternalServerError
        ? WriteAsync(context, status, new ErrorWithDataAnswer(message, code))
        : WriteAsync(context, status, new ErrorAnswer(message, code));

    /// <summary>The HTTP status of a refusal.</summary>
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Gone => StatusCodes.Status400BadRequest,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static Dictionary<string, IReadOnlyList<string>> Errors(Refusal refusal) =>
        refusal.Errors.ToDictionary(error => error.Key, error => (IReadOnlyList<string>)[error.Value.English]);

    private static Task WriteAsync<T>(HttpContext context, int status, T answer)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer, ApiJson.Options);
    }

    private sealed class RefusalAnswer(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, refusal);
    }
}
