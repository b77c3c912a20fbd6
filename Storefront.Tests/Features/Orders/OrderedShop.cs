using System.Globalization;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Orders;

/// <summary>A platform where one customer has 102 orders, and others at both merchants have a few.</summary>
public sealed class OrderedShop : IAsyncLifetime
{
    public const string Buyer = "buyer@example.com";
    public const string Other = "other@example.com";
    public const int Count = 102;

    public TestPlatform Platform { get; } = new();

    /// <summary>The buyer's bearer token and cookie.</summary>
    public string Bearer { get; private set; } = "";
    public string Cookie { get; private set; } = "";

    public static string Number(int order) => "A-" + order.ToString("D4", CultureInfo.InvariantCulture);

    public async Task InitializeAsync()
    {
        await Platform.Aurora.AddAsync(Enumerable.Range(1, Count)
            .Select(order => Platform.Aurora.Order(Buyer, Number(order), "<img src=x onerror=alert(1)> & Söhne", total: order * 10)));
        await Platform.Aurora.AddAsync(Platform.Aurora.Order(Other, "OTHER-1"), Platform.Aurora.Order("guest@example.com", "GUEST-1"));
        await Platform.Birch.AddAsync(Platform.Birch.Order(Buyer, "BIRCH-1"));
        Bearer = await Platform.Aurora.CustomerAsync(Buyer);
        Cookie = (await Platform.Aurora.Door("browser").SignInAsync(Buyer, Shop.GoodPassword)).Session!;
        await Platform.Aurora.CustomerAsync(Other);
        await Platform.Birch.CustomerAsync(Buyer);
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public Browser SignedIn()
    {
        var browser = Platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = Cookie;
        return browser;
    }
}
