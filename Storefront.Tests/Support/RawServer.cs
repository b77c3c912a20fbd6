using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Storefront.Tests.Support;

/// <summary>The application behind a real Kestrel on a port of its own, accessed byte by byte.</summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly Uri _address;

    public RawServer()
        : this(_ => { })
    {
    }

    private RawServer(Action<IServiceCollection> change)
    {
        Platform.Change = change;
        Platform.UseKestrel(0);
        Platform.StartServer();
        _address = new(Platform.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>A server with other services; a class fixture has a single public constructor.</summary>
    public static RawServer With(Action<IServiceCollection> change) => new(change);

    public TestPlatform Platform { get; } = new();

    public int Port => _address.Port;

    /// <summary>Sends the bytes and returns everything until the server closes.</summary>
    public Task<RawAnswer> SendAsync(byte[] request) => SendAsync(request, endsThere: false);

    /// <summary>Sends the text, half-closes the connection, and waits until the server closes, in whatever way.</summary>
    public async Task SendAndEndAsync(string request)
    {
        try
        {
            await SendAsync(Encoding.UTF8.GetBytes(request), endsThere: true);
        }
        catch (IOException)
        {
            // The server may reset the connection as well.
        }
    }

    /// <summary>Sends the text and resets the connection without waiting for any answer.</summary>
    public async Task SendAndBreakAsync(string request)
    {
        using var connection = new TcpClient { LingerState = new(enable: true, seconds: 0) };
        await connection.ConnectAsync(IPAddress.Loopback, Port);
        await connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request));

        // Long enough for the server to begin reading the body.
        await Task.Delay(TimeSpan.FromMilliseconds(200));
    }

    public Task<RawAnswer> SendAsync(string request) => SendAsync(Encoding.UTF8.GetBytes(request));

    /// <summary>A GET with exactly these header lines.</summary>
    public Task<RawAnswer> GetAsync(string target, params string[] headers) =>
        SendAsync($"GET {target} HTTP/1.1\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Connection: close\r\n\r\n");

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    private async Task<RawAnswer> SendAsync(byte[] request, bool endsThere)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, Port);
        var stream = connection.GetStream();
        await stream.WriteAsync(request);
        if (endsThere)
        {
            connection.Client.Shutdown(SocketShutdown.Send);
        }

        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer);
        return RawAnswer.Of(Encoding.UTF8.GetString(answer.ToArray()));
    }
}

/// <summary>An answer as it came over the wire.</summary>
public sealed record RawAnswer(int Status, string Head, string Body)
{
    /// <summary>The object in the body, without chunk sizes.</summary>
    public string Json => Body[Body.IndexOf('{', StringComparison.Ordinal)..(Body.LastIndexOf('}') + 1)];

    public static RawAnswer Of(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end < 0
            ? new(0, text, "")
            : new(int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), text[..end], text[(end + 4)..]);
    }
}
