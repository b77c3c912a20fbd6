using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Links;

/// <summary>Builds the links of mails on the merchant's stored primary host, never on the request's (CVE-2017-12161).</summary>
/// <remarks>The operator sets scheme and port (<c>Links:Scheme</c>, <c>Links:Port</c>; by default https without a port). In Development
/// they follow the address that the program listens on.</remarks>
public sealed class ShopLinks(IConfiguration configuration, IHostEnvironment environment, IServer server, PlatformHosts platform)
{
    /// <summary>The address of a merchant's page with the given query values; the merchant must have a host.</summary>
    public string To(Merchant merchant, string path, params IEnumerable<KeyValuePair<string, string?>> query)
    {
        var host = merchant.PrimaryHost ?? throw new InvalidOperationException($"Merchant {merchant.Id} has no host to link to.");
        var (scheme, port) = Origin();
        return new UriBuilder(scheme, host, port, path) { Query = QueryString.Create(query).Value }.Uri.AbsoluteUri;
    }

    /// <summary>The address that was asked for, on the merchant's primary host.</summary>
    public string ToPrimary(Merchant merchant, PathString path, QueryString query)
    {
        var (scheme, port) = Origin();
        return new UriBuilder(scheme, merchant.PrimaryHost, port, path.ToUriComponent()) { Query = query.ToUriComponent() }.Uri.AbsoluteUri;
    }

    /// <summary>The web origins of the merchant's stored hosts, such as <c>https://shop.example</c>.</summary>
    public IReadOnlyList<string> OriginsOf(Merchant merchant)
    {
        var (scheme, port) = Origin();
        return [.. merchant.Hosts.Select(host => new UriBuilder(scheme, host.Host, port).Uri.GetLeftPart(UriPartial.Authority))];
    }

    /// <summary>Whether the platform has a host to link to.</summary>
    public bool HasPlatform => platform.Primary is not null;

    /// <summary>The address of a page of the platform with the given query values; the platform must have a host.</summary>
    public string OnPlatform(string path, params IEnumerable<KeyValuePair<string, string?>> query)
    {
        var (scheme, port) = Origin();
        return new UriBuilder(scheme, platform.Primary!, port, path) { Query = QueryString.Create(query).Value }.Uri.AbsoluteUri;
    }

    private (string Scheme, int Port) Origin()
    {
        if (environment.IsDevelopment() && configuration["Links:Scheme"] is null
            && server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address)
        {
            var own = BindingAddress.Parse(address);
            return (own.Scheme, own.Port);
        }

        return (configuration["Links:Scheme"] ?? Uri.UriSchemeHttps, configuration.GetValue("Links:Port", -1));
    }
}
