using System.Globalization;

namespace Storefront.Platform.Http;

/// <summary>Tells a client in whole seconds when a further try makes sense.</summary>
public static class RetryAfterHeader
{
    public static void Write(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
