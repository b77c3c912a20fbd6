using Microsoft.Playwright;

namespace Load;

/// <summary>The merchant's admin in a real browser: the first load, a click until other rows are seen, and the memory of open circuits.</summary>
internal sealed class Admin(BenchOptions options, Shop shop) : IAsyncDisposable
{
    private const string Email = "owner@aurora.example";
    private const string DemoPassword = "demo-owner-password";
    private const string Row = ".admin-row-link";
    private static readonly string[] DebiansPaths = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    // From the click to the first frame in which the list begins with another row.
    private const string Click = """
        async label => {
          const first = () => document.querySelector('.admin-row-link')?.textContent;
          const before = first();
          const clicked = performance.now();
          document.querySelector(`.admin-pages button[aria-label="${label}"]`).click();
          while ([before, undefined].includes(first())) await new Promise(requestAnimationFrame);
          return performance.now() - clicked;
        }
        """;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private Uri Invitations => new($"http://localhost:{shop.Server.Port}/admin/shops/1/invitations");

    public async Task<AdminRun> RunAsync()
    {
        // A manager needs no second factor; the demo's members are refused in production.
        using (var seed = new Seed(shop.Database))
        {
            seed.Run("UPDATE StaffUsers SET IsDemo = 0");
            seed.Run("UPDATE StaffMemberships SET Role = 'Manager'");
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } chosen ? chosen : DebiansPaths.First(File.Exists),
            Args = ["--renderer-process-limit=8", .. Environment.UserName == "root" ? ["--no-sandbox"] : Array.Empty<string>()],
        });
        var context = await SignInAsync();
        var loaded = await FirstLoadAsync(context);
        var clicks = await ClicksAsync(context);
        var (circuits, kibibytes) = await CircuitsAsync(context);
        return new(loaded, clicks, circuits, kibibytes);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private async Task<IBrowserContext> SignInAsync()
    {
        var context = await _browser!.NewContextAsync();
        context.SetDefaultTimeout(120_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(Invitations, "/admin/sign-in").AbsoluteUri);
        await page.Locator("#email").FillAsync(Email);
        await page.Locator("#password").FillAsync(DemoPassword);
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator(Row).First.WaitForAsync();
        await page.CloseAsync();
        return context;
    }

    // In a browser that has nothing of the admin yet but its cookie.
    private async Task<double> FirstLoadAsync(IBrowserContext signedIn)
    {
        var context = await _browser!.NewContextAsync(new() { StorageState = await signedIn.StorageStateAsync() });
        var page = await context.NewPageAsync();
        var network = await context.NewCDPSessionAsync(page);
        var bytes = 0.0;
        await network.SendAsync("Network.enable");
        network.Event("Network.loadingFinished").OnEvent += (_, loaded) => bytes += loaded!.Value.GetProperty("encodedDataLength").GetDouble();
        await page.GotoAsync(Invitations.AbsoluteUri);
        await page.Locator(Row).First.WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.Load);
        await context.CloseAsync();
        return bytes;
    }

    private async Task<double> ClicksAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(Invitations.AbsoluteUri);
        await page.Locator(Row).First.WaitForAsync();
        var times = new List<double>();
        for (var click = -10; click < (options.Quick ? 20 : 100); click++)
        {
            var time = await page.EvaluateAsync<double>(Click, click % 2 == 0 ? "Next page" : "Previous page");
            times.AddRange(click >= 0 ? [time] : []);
        }

        await page.CloseAsync();
        return Results.Median(times);
    }

    private async Task<(int Circuits, double KibibytesEach)> CircuitsAsync(IBrowserContext context)
    {
        var count = options.Quick ? 40 : 200;
        await OpenAsync(context, 10);
        var before = shop.Server.ResidentMiB;
        await OpenAsync(context, count);
        return (count, (shop.Server.ResidentMiB - before) * 1024 / count);
    }

    // They stay open until the browser ends.
    private async Task OpenAsync(IBrowserContext context, int count)
    {
        for (var opened = 0; opened < count; opened += 2)
        {
            await Task.WhenAll(OpenAsync(context), OpenAsync(context));
        }
    }

    private async Task OpenAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(Invitations.AbsoluteUri);
        await page.Locator(Row).First.WaitForAsync();
    }
}

/// <summary>The bytes of the first load, the median of a click in milliseconds, and the server's memory for each of so many open
/// circuits.</summary>
internal sealed record AdminRun(double FirstLoadBytes, double ClickMs, int Circuits, double KibibytesEach);
