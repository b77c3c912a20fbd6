namespace Storefront.Features.Development;

/// <summary>Ends the start on a developer's machine with where everything is.</summary>
internal static class StartBanner
{
    // The host's own last lines are written by a thread of their own.
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
