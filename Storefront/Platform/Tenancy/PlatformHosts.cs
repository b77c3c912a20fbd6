using Storefront.Platform.Results;

namespace Storefront.Platform.Tenancy;

/// <summary>The platform's own host names, which belong to no merchant (setting <c>Platform:Hosts</c>).</summary>
public sealed class PlatformHosts
{
    private readonly HashSet<string> _hosts;

    /// <summary>The host that links lead to: the first named; null where there is none.</summary>
    public string? Primary { get; }

    public PlatformHosts(IConfiguration configuration)
    {
        var section = configuration.GetSection("Platform:Hosts");
        var named = section.Value is { } line
            ? line.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : section.Get<string[]>() ?? [];
        _hosts = named.Select(host =>
            HostName.Normalize(host) ?? throw new StartRefusedException($"Platform:Hosts holds '{host}', which is no host name."))
            .ToHashSet(StringComparer.Ordinal);
        Primary = named.Select(HostName.Normalize).FirstOrDefault();
    }

    public bool Contains(string host) => _hosts.Contains(host);

    /// <summary>Whether a request is for one of them.</summary>
    public bool AreAskedBy(HttpRequest request) => request.Headers.Host is [{ } single] && HostName.Normalize(single) is { } host && Contains(host);
}
