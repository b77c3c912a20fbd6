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
    }

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
