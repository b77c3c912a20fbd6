using Storefront.Platform.Api;
using Storefront.Platform.Links;

namespace Storefront.Features.Development;

/// <summary>The guide to the demo merchants: their addresses, and the call that invites somebody.</summary>
public sealed class DemoGuide(ShopLinks links, IConfiguration configuration, TimeProvider clock)
{
    private const string PlatformHost = "localhost";

    /// <summary>Whether there are demo merchants to show.</summary>
    public bool IsShown => configuration.GetValue<bool>("Demo:Enabled");

    /// <summary>The merchants with their addresses and tokens.</summary>
    public IReadOnlyList<DemoShop> Shops =>
        [Shop(DemoShops.Aurora(clock.GetUtcNow()), "demo-aurora-token"), Shop(DemoShops.Birch(clock.GetUtcNow()), "demo-birch-token")];

    /// <summary>The platform's own address, without a slash at its end.</summary>
    public string Platform => OnPlatform("/").TrimEnd('/');

    public string Mailbox => OnPlatform("/_dev/mailbox");

    public string Admin => OnPlatform("/admin");

    public string Reference => OnPlatform("/docs");

    /// <summary>The call that invites somebody to the first merchant, to be pasted into a shell.</summary>
    public string Curl => $$"""
        curl -X POST {{OnPlatform($"{ApiKernel.BasePath}/customers/invite")}} \
          -H "Authorization: Bearer {{Shops[0].Token}}" \
          -H "Content-Type: application/json" \
          -d '{"email": "jane@example.com", "firstname": "Jane", "lastname": "Doe"}'
        """;

    /// <summary>The whole guide in a few lines for the terminal.</summary>
    public string Banner()
    {
        var lines = Shops.Select(shop => $"  {shop.Name,-15}{shop.Address,-32}token {shop.Token}")
            .Concat([
                .. DemoStaff.Owners.Values.Select(owner => $"  {"Admin",-15}{Admin,-32}{owner} / {DemoStaff.Password}"),
                $"  {"Mailbox",-15}{Mailbox}", $"  {"API reference",-15}{Reference}", "", "  Invite somebody:",
                .. Curl.Split('\n').Select(line => $"  {line.TrimEnd()}"), ""
            ]);
        return string.Join(Environment.NewLine, ["", .. lines]);
    }

    private DemoShop Shop(Merchant merchant, string token) => new(merchant.Name, links.To(merchant, "/"), token);

    // The demo merchants' addresses, on the platform's own host.
    private string OnPlatform(string path) => new UriBuilder(Shops[0].Address) { Host = PlatformHost, Path = path }.Uri.AbsoluteUri;
}

/// <summary>A demo merchant as the guide shows it.</summary>
public sealed record DemoShop(string Name, string Address, string Token);
