namespace Storefront.Domain.Customers;

/// <summary>Describes a client so that its owner recognizes it, for example "Firefox on Windows".</summary>
/// <remarks>A client can send any user agent. The text is for recognition, never for a decision.</remarks>
public static class DeviceText
{
    // The first match wins: most browsers also claim to be the ones further down.
    private static readonly (string Sign, string Name)[] Browsers =
        [
            ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"),
            ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")
        ];

    private static readonly (string Sign, string Name)[] Systems =
        [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "Chromebook"),
            ("Linux", "Linux")
        ];

    public static Sentence Of(string? device)
    {
        var (browser, system) = (Find(Browsers, device), Find(Systems, device));
        return (browser, system) switch
        {
            (not null, not null) => new Sentence("{0} on {1}", browser, system),
            (not null, null) => new Sentence("{0} on an unknown system", browser),
            (null, not null) => new Sentence("An app on {0}", system),
            _ => "Unknown device",
        };
    }

    private static string? Find((string Sign, string Name)[] known, string? device) =>
        device is null ? null : known.FirstOrDefault(one => device.Contains(one.Sign, StringComparison.Ordinal)).Name;
}
