namespace Storefront.Platform.Api.Samples;

/// <summary>One call of the API as an integrator's program makes it.</summary>
/// <param name="Title">What it does, in English.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">The path under the platform's address, with its query.</param>
/// <param name="Headers">In the order in which they are sent.</param>
/// <param name="Body">JSON, or a file's text; null for none.</param>
public sealed record SampleRequest(
    string Title, string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Headers, string? Body)
{
    /// <summary>Whether the body is JSON, and not a file.</summary>
    public bool HasJson => Headers.Any(header => header is { Key: "Content-Type", Value: "application/json" });

    /// <summary>A name that is unique among all paths and fit for a link to this place.</summary>
    public string Anchor => Path.Split('?')[0].Trim('/').Replace('/', '-');
}
