using Storefront.Platform.Results;

namespace Storefront.Platform.Hosting;

/// <summary>The address the server listens on: from <c>--urls</c> or the environment, otherwise <see cref="Default"/>.</summary>
public static class ListenAddress
{
    public const string Default = "http://localhost:5080";

    /// <summary>The advice for an address that cannot be used.</summary>
    internal const string WayOut = "Choose another address: --urls http://localhost:5081, or ASPNETCORE_URLS.";

    private static readonly string[] Settings = ["urls", "http_ports", "https_ports"];

    /// <summary>Throws with a line for the operator when an address cannot be parsed.</summary>
    public static void Use(WebApplicationBuilder builder)
    {
        if (Array.TrueForAll(Settings, setting => string.IsNullOrEmpty(builder.Configuration[setting]))
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(Default);
        }

        foreach (var address in (builder.Configuration["urls"] ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Check(address);
        }

        AddTlsAsk(builder);
    }

    // Added to whatever else is listened on. The two short settings have no room for an address, so they are written out.
    private static void AddTlsAsk(WebApplicationBuilder builder)
    {
        if (TlsAsk.AddressOf(builder.Configuration) is not { } address)
        {
            return;
        }

        if (builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.Configuration["Kestrel:Endpoints:TlsAsk:Url"] = address.ToString();
            return;
        }

        var urls = builder.Configuration["urls"] is { Length: > 0 } named ? named : string.Join(';', Ports(builder.Configuration));
        builder.WebHost.UseUrls($"{(urls.Length > 0 ? urls : Default)};{address}");
    }

    private static IEnumerable<string> Ports(ConfigurationManager configuration) =>
        from setting in Settings[1..]
        from port in (configuration[setting] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        select $"{setting.Split('_')[0]}://*:{port}";

    private static void Check(string address)
    {
        try
        {
            _ = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            throw new StartRefusedException($"'{address}' is no address to listen on. {WayOut}");
        }
    }
}
