namespace Storefront.Platform.Http;

/// <summary>Sets the security headers of every answer: no framing, no sniffing, no foreign content, no referrer, no caching.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>Declares which sites may show a file.</summary>
    public const string ResourcePolicy = "Cross-Origin-Resource-Policy";

    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";

    /// <summary>The usual policy, and one inline style, named by its hash.</summary>
    public static string PolicyWithStyle(string hash) =>
        Policy.Replace("style-src 'self'", $"style-src 'self' '{hash}'", StringComparison.Ordinal);

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

        // Fingerprinted files set their own cache time; everything else is somebody's page or answer.
        if (headers.CacheControl.Count == 0 || headers.SetCookie.Count > 0
            || headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal))
        {
            headers.CacheControl = "no-store";
            headers.Remove("Pragma");
        }

        return Task.CompletedTask;
    }
}
