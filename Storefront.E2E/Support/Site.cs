using Microsoft.Playwright;

namespace Storefront.E2E.Support;

/// <summary>The real program on a free port with its own database and the demo merchants, and one Chromium shared by all tests.</summary>
public sealed class Site : IAsyncLifetime, IDisposable
{
    private readonly SiteProgram _program = new();
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public DemoShop Aurora { get; private set; } = null!;
    public DemoShop Birch { get; private set; } = null!;

    /// <summary>A German and a French merchant; the demo has neither.</summary>
    public DemoShop Cedar { get; private set; } = null!;
    public DemoShop Douglas { get; private set; } = null!;

    /// <summary>Reads the mails of the platform itself, such as those to staff.</summary>
    public DemoShop PlatformMails { get; private set; } = null!;

    /// <summary>Creates states that need direct database access: an expired or revoked link, a long list of orders.</summary>
    public Circumstances Circumstances { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _program.UseKestrel(0);
        _program.StartServer();
        var port = _program.ClientOptions.BaseAddress.Port;
        Aurora = new("aurora", 1, "en", port);
        Birch = new("birch", 2, "nl", port);
        PlatformMails = new("localhost", 0, "en", port);
        Circumstances = new(_program.Services);
        Cedar = new("cedar", await Circumstances.AddShopAsync("cedar", "de"), "de", port);
        Douglas = new("douglas", await Circumstances.AddShopAsync("douglas", "fr"), "fr", port);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(Chromium.Options());
    }

    /// <summary>The address of a host that is no demo merchant's.</summary>
    public Uri At(string host) => new($"http://{host}:{Aurora.Address.Port}/");

    /// <summary>A browser context with its own cookies.</summary>
    public async Task<Visitor> VisitAsync(DemoShop shop, BrowserNewContextOptions? options = null)
    {
        var context = await _browser.NewContextAsync(options);
        return new(shop, context, await context.NewPageAsync());
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    public void Dispose()
    {
        Aurora?.Dispose();
        Birch?.Dispose();
        PlatformMails?.Dispose();
        Cedar?.Dispose();
        Douglas?.Dispose();
        _program.Dispose();
    }
}

/// <summary>Tests of one site run in sequence and invite a new address each. These classes share one; longer ones have their own and run in
/// parallel.</summary>
[CollectionDefinition(Name)]
public sealed class OnTheSite : ICollectionFixture<Site>
{
    public const string Name = "site";
}
