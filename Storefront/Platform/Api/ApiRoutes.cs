using Microsoft.AspNetCore.Routing.Template;

namespace Storefront.Platform.Api;

/// <summary>Knows the API's paths and methods, to tell a wrong method (405) from an unknown path (404).</summary>
/// <remarks>The router cannot tell: in Development the static files' fallback matches every GET.</remarks>
public sealed class ApiRoutes(EndpointDataSource endpoints)
{
    private readonly Lazy<List<(TemplateMatcher Path, string Methods, bool IsForShoppers)>> _routes =
        new(() => [.. endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<ApiAudience>() is not null)
        .GroupBy(endpoint => endpoint.RoutePattern.RawText!, StringComparer.OrdinalIgnoreCase)
        .Select(path => (
            new TemplateMatcher(TemplateParser.Parse(path.Key.Trim('/')), []), string.Join(", ", path.SelectMany(MethodsOf).Distinct()),
            path.All(IsShoppers)))]);

    /// <summary>The methods of a path as the Allow header lists them, or null when the path is unknown.</summary>
    public string? Methods(PathString path) => Find(path).Methods;

    /// <summary>Whether shoppers' apps and pages call a path, rather than merchants' servers.</summary>
    public bool IsForShoppers(PathString path) => Find(path).IsForShoppers;

    private (TemplateMatcher Path, string? Methods, bool IsForShoppers) Find(PathString path) =>
        _routes.Value.Find(route => route.Path.TryMatch(path, []));

    private static bool IsShoppers(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<ApiAudience>()!.Kind != ApiAudienceKind.Merchant;

    // HEAD is answered as GET (see HeadRequests), so a readable path has both.
    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            .SelectMany(method => HttpMethods.IsGet(method) ? new[] { method, HttpMethods.Head } : [method]);
}
