namespace Storefront.Platform.Api;

/// <summary>Knows the paths of the API, to tell a wrong method (405) from an unknown path (404).</summary>
/// <remarks>The router alone cannot be asked: in Development the static files' fallback takes every GET.</remarks>
public sealed class ApiRoutes(EndpointDataSource endpoints)
{
    private readonly Lazy<HashSet<string>> _paths = new(() => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<ApiAudience>() is not null)
        .Select(endpoint => Normal(endpoint.RoutePattern.RawText!))
        .ToHashSet(StringComparer.OrdinalIgnoreCase));

    public bool Contains(PathString path) => _paths.Value.Contains(Normal(path.Value ?? ""));

    private static string Normal(string path) => path.Trim('/');
}
