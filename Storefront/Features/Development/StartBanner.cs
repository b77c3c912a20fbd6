namespace Storefront.Features.Development;

/// <summary>Prints, at the end of a start in Development, where everything is.</summary>
internal static class StartBanner
{
    // The host writes its own last lines on another thread.
    private static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(200);

    public static void Show(WebApplication app)
    {
        var guide = app.Services.GetRequiredService<DemoGuide>();
        if (guide.IsShown)
        {
            app.Lifetime.ApplicationStarted.Register(() => _ = WriteAsync(guide, app.Lifetime.ApplicationStopping));
        }
    }

    private static async Task WriteAsync(DemoGuide guide, CancellationToken ct)
    {
        await Task.Delay(Behind, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ct.IsCancellationRequested)
        {
            await Console.Out.WriteLineAsync(guide.Banner());
        }
    }
}
