using Storefront.Platform.Api;
using Storefront.Platform.Links;

namespace Storefront.Features.Development;

/// <summary>The first minutes with the demo shops: where they are, and the call that invites somebody.</summary>
public sealed class DemoGuide(ShopLinks links, IConfiguration configuration, TimeProvider clock)
{
    private const string PlatformHost = "localhost";

    /// <summary>Whether there are demo shops to show.</summary>
    public bool IsShown => configuration.GetValue<bool>("Demo:Enabled");

    /// <summary>The shops with their addresses and the token of each merchant.</summary>
    public IReadOnlyList<DemoShop> Shops => [Shop(DemoShops.Aurora(clock.GetUtcNow()), "demo-aurora-token"), Shop(DemoShops.Birch(clock.GetUtcNow()), "demo-birch-token")];

    public string Mailbox => OnPlatform("/_dev/mailbox");

    public string Reference => OnPlatform("/docs");

    /// <summary>The call that invites somebody to the first shop, to be pasted into a shell.</summary>
    public string Curl => $$"""
        curl -X POST {{OnPlatform($"{ApiKernel.BasePath}/customers/invite")}} \
          -H "Authorization: Bearer {{Shops[0].Token}}" \
          -H "Content-Type: application/json" \
          -d '{"email": "jane@example.com", "firstname": "Jane", "lastname": "Doe"}'
        """;

    /// <summary>All of it in a few lines for the terminal.</summary>
    public string Banner()
    {
        var lines = Shops.Select(shop => $"  {shop.Name,-15}{shop.Address,-32}token {shop.Token}")
            .Concat([$"  {"Mailbox",-15}{Mailbox}", $"  {"API reference",-15}{Reference}", "", "  Invite somebody:", .. Curl.Split('\n').Select(line => $"  {line.TrimEnd()}"), ""]);
        return string.Join(Environment.NewLine, ["", .. lines]);
    }

    private DemoShop Shop(Merchant merchant, string token) => new(merchant.Name, links.To(merchant, "/"), token);

    // Where the shops are, at the platform's own host.
    private string OnPlatform(string path) => new UriBuilder(Shops[0].Address) { Host = PlatformHost, Path = path }.Uri.AbsoluteUri;
}

/// <summary>A demo shop as the guide shows it.</summary>
public sealed record DemoShop(string Name, string Address, string Token);
