namespace Storefront.Platform.Tenancy;

/// <summary>Returns whether the browser reports that another site caused a request.</summary>
/// <remarks>A page without referrer sends the Origin "null", which tells nothing. A sibling shop on the same registrable domain is
/// "same-site"; its Origin identifies it. Behind a TLS proxy that is not in the settings, the request looks like plain HTTP although the
/// page was opened over TLS.</remarks>
public static class RequestOrigin
{
    private const string FetchSite = "Sec-Fetch-Site";
    private const string CrossSite = "cross-site";
    private const string Opaque = "null";

    /// <summary>Whether another site opened this address, by a link or a redirect.</summary>
    public static bool IsCrossSite(HttpRequest request) =>
        request.Headers[FetchSite].Any(site => CrossSite.Equals(site?.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a form was sent by a page of another scheme, host or port.</summary>
    public static bool IsForeign(HttpRequest request) => IsCrossSite(request) || request.Headers.Origin switch
    {
        [] or [Opaque] => false,
        [{ } origin] => !IsOwn(origin, request),
        _ => true,
    };

    /// <summary>Whether a page of exactly this scheme, host and port caused the request, as its Origin says.</summary>
    public static bool IsOwnPage(HttpRequest request) => request.Headers.Origin is [{ } origin] && IsOwn(origin, request);

    /// <summary>Whether a request is for the host that a merchant's links lead to, or the merchant has none.</summary>
    public static bool IsAtPrimaryHost(HttpRequest request, Merchant merchant) =>
        merchant.PrimaryHost is not { } primary || HostName.Normalize(request.Headers.Host) == primary;

    private static bool IsOwn(string origin, HttpRequest request)
    {
        var named = origin.Split("://", 2) is [var scheme, var authority] ? Site.Of(scheme, authority) : null;
        var host = request.Headers.Host is [{ } single] ? single : "";
        return named is not null
            && (named == Site.Of(request.Scheme, host) || (request.Scheme == Uri.UriSchemeHttp && named == Site.Of(Uri.UriSchemeHttps, host)));
    }

    private sealed record Site(string Scheme, string Host, int Port)
    {
        public static Site? Of(string scheme, string authority)
        {
            var known = scheme.ToLowerInvariant();
            if (HostName.Normalize(authority) is not { } host || known is not ("http" or "https"))
            {
                return null;
            }

            // After normalization, a colon behind the name or the bracket always begins a port number.
            var colon = authority.IndexOf(':', Math.Max(authority.IndexOf(']', StringComparison.Ordinal), 0));
            var usual = known == Uri.UriSchemeHttps ? 443 : 80;
            return new(known, host, colon < 0 ? usual : int.Parse(authority.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
