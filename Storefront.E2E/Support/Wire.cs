using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Storefront.E2E.Support;

/// <summary>What a page costs on the wire, as the browser itself counts it: every request, redirects too, and every byte with headers, as compressed as it came.
/// A picture that stands inside the stylesheet is part of that one.</summary>
public sealed class Wire
{
    private readonly List<string> _requests = [];
    private double _bytes;

    private Wire(ICDPSession browser)
    {
        browser.Event("Network.requestWillBeSent").OnEvent += (_, sent) => Send(sent!.Value);
        browser.Event("Network.loadingFinished").OnEvent += (_, finished) => _bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
    }

    public IReadOnlyList<string> Requests => _requests;
    public long Bytes => Convert.ToInt64(_bytes, CultureInfo.InvariantCulture);

    /// <summary>Listens to a page from now on.</summary>
    public static async Task<Wire> ListenAsync(IPage page)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        var wire = new Wire(browser);
        await browser.SendAsync("Network.enable");
        return wire;
    }

    // A redirect is told as part of the request that follows it.
    private void Send(JsonElement sent)
    {
        if (sent.TryGetProperty("redirectResponse", out var redirect))
        {
            _bytes += redirect.GetProperty("encodedDataLength").GetDouble();
        }

        if (sent.GetProperty("request").GetProperty("url").GetString() is { } address && !address.StartsWith("data:", StringComparison.Ordinal))
        {
            _requests.Add(address);
        }
    }
}
