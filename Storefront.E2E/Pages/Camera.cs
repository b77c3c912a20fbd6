using Microsoft.Playwright;

namespace Storefront.E2E.Pages;

/// <summary>Takes screenshots of a page instead of scanning it, when <c>./screenshots</c> asks for them.</summary>
internal static class Camera
{
    private static readonly int[] Widths = [320, 768, 1280];
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SCREENSHOTS");

    public static bool IsWanted => !string.IsNullOrEmpty(Folder);

    public static async Task TakeAsync(IPage page, string shop, string name, IReadOnlyList<int>? widths = null, TimeSpan settles = default)
    {
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            foreach (var width in widths ?? Widths)
            {
                await page.SetViewportSizeAsync(width, 800);
                await page.WaitForFunctionAsync($"innerWidth === {width}");
                await Task.Delay(settles);
                var file = $"{name}-{width}-{theme}.png".ToLowerInvariant();
                await page.ScreenshotAsync(new() { Path = Path.Combine(Folder!, shop, file), FullPage = true });
            }
        }
    }
}
