using Microsoft.Net.Http.Headers;

namespace Storefront.Platform.Api;

/// <summary>The files that an endpoint takes as a body; their options are in the query.</summary>
/// <param name="Request">The request that the query is bound to.</param>
/// <param name="LargestBody">The maximum number of bytes.</param>
public sealed record ApiFileType(Type Request, int LargestBody)
{
    public const string Csv = "text/csv";
    public const string TabSeparated = "text/tab-separated-values";

    // Taken only to be refused with a sentence that says what to send instead.
    private static readonly string[] _other =
    [
        "application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip", "application/gzip",
        "application/x-gzip",
    ];

    /// <summary>The media types as the reference lists them.</summary>
    public static IReadOnlyList<string> MediaTypes { get; } = [Csv, TabSeparated];

    /// <summary>Whether the request's body is a file that its endpoint takes.</summary>
    public static bool IsSent(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ApiFileType>() is not null
        && MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
        && MediaTypes.Concat(_other).Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)
        && context.Request.Headers.ContentEncoding.Count == 0;
}
