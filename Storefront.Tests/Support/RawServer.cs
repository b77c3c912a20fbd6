using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Storefront.Tests.Support;

/// <summary>The application behind a real Kestrel on a port of its own, spoken to byte by byte.</summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly Uri _address;

    public RawServer()
    {
        Platform.UseKestrel(0);
        Platform.StartServer();
        _address = new(Platform.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public TestPlatform Platform { get; } = new();

    public int Port => _address.Port;

    /// <summary>Sends the bytes and answers everything that comes back until the server closes.</summary>
    public async Task<RawAnswer> SendAsync(byte[] request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, Port);
        await connection.GetStream().WriteAsync(request);
        using var answer = new MemoryStream();
        await connection.GetStream().CopyToAsync(answer);
        return RawAnswer.Of(Encoding.UTF8.GetString(answer.ToArray()));
    }

    public Task<RawAnswer> SendAsync(string request) => SendAsync(Encoding.UTF8.GetBytes(request));

    /// <summary>A GET with exactly these header lines.</summary>
    public Task<RawAnswer> GetAsync(string target, params string[] headers) =>
        SendAsync($"GET {target} HTTP/1.1\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Connection: close\r\n\r\n");

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}

/// <summary>An answer as it came over the wire.</summary>
public sealed record RawAnswer(int Status, string Head, string Body)
{
    public static RawAnswer Of(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end < 0 ? new(0, text, "") : new(int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), text[..end], text[(end + 4)..]);
    }
}
