using System.Globalization;

namespace Storefront.Platform.Http;

/// <summary>Writes the Retry-After header: whole seconds until another attempt makes sense.</summary>
public static class RetryAfterHeader
{
    public static void Write(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
