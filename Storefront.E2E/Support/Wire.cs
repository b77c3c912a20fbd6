using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Storefront.E2E.Support;

/// <summary>The transferred size of a page as the browser counts it: every request with redirects, headers and compressed bytes. An image
/// inside the stylesheet counts as part of it.</summary>
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

    /// <summary>Records a page's requests from now on.</summary>
    public static async Task<Wire> ListenAsync(IPage page)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        var wire = new Wire(browser);
        await browser.SendAsync("Network.enable");
        return wire;
    }

    // A redirect is reported as part of the request that follows it.
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
