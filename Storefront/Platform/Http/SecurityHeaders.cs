namespace Storefront.Platform.Http;

/// <summary>Puts the safety headers on every answer: no framing, no sniffing, no foreign content, no referrer, nothing kept by caches.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>Says which sites may show a file.</summary>
    public const string ResourcePolicy = "Cross-Origin-Resource-Policy";

    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() => Write(context.Response));
        return next(context);
    }

    private static Task Write(HttpResponse response)
    {
        var headers = response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = Policy;
        }

        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.TryAdd(ResourcePolicy, "same-origin");
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.XFrameOptions = "DENY";

        // Fingerprinted assets say for themselves how long they last; everything else is somebody's page or answer.
        if (headers.CacheControl.Count == 0 || headers.SetCookie.Count > 0 || headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal))
        {
            headers.CacheControl = "no-store";
            headers.Remove("Pragma");
        }

        return Task.CompletedTask;
    }
}
