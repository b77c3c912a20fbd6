using Microsoft.Playwright;

namespace Storefront.E2E.Support;

/// <summary>Finds the machine's own Chromium: <c>CHROMIUM</c>, or where Debian puts it.</summary>
internal static class Chromium
{
    private const string DebiansPath = "/usr/bin/chromium";

    public static BrowserTypeLaunchOptions Options()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } chosen ? chosen : DebiansPath;
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"The browser tests need a Chromium, and there is none at {path}. Install the package chromium, or name one in the variable CHROMIUM.");
        }

        // Chromium refuses to sandbox itself for root.
        return new() { ExecutablePath = path, Args = Environment.UserName == "root" ? ["--no-sandbox"] : [] };
    }
}
