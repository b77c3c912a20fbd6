namespace Storefront.Platform.Api;

/// <summary>Knows the paths of the API and how each is called, to tell a wrong method (405) from an unknown path (404).</summary>
/// <remarks>The router alone cannot be asked: in Development the static files' fallback takes every GET.</remarks>
public sealed class ApiRoutes(EndpointDataSource endpoints)
{
    private readonly Lazy<Dictionary<string, string>> _methods = new(() => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<ApiAudience>() is not null)
        .GroupBy(endpoint => Normal(endpoint.RoutePattern.RawText!), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(path => path.Key, path => string.Join(", ", path.SelectMany(Methods).Distinct()), StringComparer.OrdinalIgnoreCase));

    /// <summary>The methods of a path as the Allow header names them, or null when there is no such path.</summary>
    public string? Methods(PathString path) => _methods.Value.GetValueOrDefault(Normal(path.Value ?? ""));

    // HEAD is answered as GET (see HeadRequests), so a path that can be read has both.
    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).SelectMany(method => HttpMethods.IsGet(method) ? new[] { method, HttpMethods.Head } : [method]);

    private static string Normal(string path) => path.Trim('/');
}
