using System.Net;
using Storefront.Platform.Results;

namespace Storefront.Platform.Hosting;

/// <summary>Tells Caddy for which hosts it may get certificates, on a loopback listener of its own (setting
/// <c>Tls:AskListener</c>).</summary>
/// <remarks>Caddy asks at every handshake for a name it does not hold. So the answer comes from memory, before every other part of the
/// program, and needs no database.</remarks>
internal static class TlsAsk
{
    public const string Setting = "Tls:AskListener";
    public const string Path = "/internal/tls-ask";

    /// <summary>The listener's address; null when the setting is absent.</summary>
    /// <exception cref="StartRefusedException">The address is none, or not of this machine alone.</exception>
    public static Uri? AddressOf(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http", Port: > 0, PathAndQuery: "/" }
            && IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)
            ? address
            : throw new StartRefusedException($"{Setting} is '{text}'; use an address of this machine alone, such as http://127.0.0.1:5082.");
    }

    public static IServiceCollection AddTlsAsk(this IServiceCollection services, IConfiguration configuration) =>
        AddressOf(configuration) is null ? services : services
            .AddSingleton<KnownHosts>()
            .AddSingleton<Tenancy.IMerchantCache>(provider => provider.GetRequiredService<KnownHosts>())
            .AddHostedService(provider => provider.GetRequiredService<KnownHosts>());

    /// <summary>Answers everything that comes to the listener: 200 for a known host, 404 otherwise.</summary>
    public static void UseTlsAsk(this WebApplication app)
    {
        if (AddressOf(app.Configuration) is not { } address)
        {
            return;
        }

        var hosts = app.Services.GetRequiredService<KnownHosts>();
        app.Use((context, next) =>
        {
            if (context.Connection.LocalPort != address.Port)
            {
                return next(context);
            }

            context.Response.StatusCode = context.Request.Path == Path && hosts.Contains(context.Request.Query["domain"])
                ? StatusCodes.Status200OK
                : StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
