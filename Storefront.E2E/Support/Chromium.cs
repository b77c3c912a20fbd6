using Microsoft.Playwright;

namespace Storefront.E2E.Support;

/// <summary>Finds the machine's Chromium: <c>CHROMIUM</c>, or Debian's paths.</summary>
/// <remarks>The headless shell opens a page in a quarter of the time and renders the same.</remarks>
internal static class Chromium
{
    private static readonly string[] DebiansPaths = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    public static BrowserTypeLaunchOptions Options()
    {
        string[] candidates = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } chosen ? [chosen] : DebiansPaths;
        var path = candidates.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"The browser tests need a Chromium, and there is none at {string.Join(" or ", candidates)}. Install the package chromium, or name "
                    + "one in the variable CHROMIUM.");

        // Chromium refuses to sandbox itself for root.
        return new() { ExecutablePath = path, Args = Environment.UserName == "root" ? ["--no-sandbox"] : [] };
    }
}
