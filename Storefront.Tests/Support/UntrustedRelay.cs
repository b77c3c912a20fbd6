using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Storefront.Tests.Support;

/// <summary>Makes a mail server believe that mail comes from a relay on the Internet, which it does not trust (Postfix, XCLIENT).</summary>
/// <remarks>It gives the server the relay's address and name, and its name in place of the client's in the greeting.</remarks>
public sealed class UntrustedRelay : IAsyncDisposable
{
    public const string Name = "mail.relay.example";
    public const string Address = "93.184.215.14";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _serverPort;
    private readonly Task _accepting;

    public UntrustedRelay(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            _ = CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, _end.Token);
            var (inside, outside) = (client.GetStream(), server.GetStream());
            await AnswerAsync(outside);
            await SayAsync(outside, "EHLO localhost");
            await AnswerAsync(outside);
            await SayAsync(outside, $"XCLIENT NAME={Name} ADDR={Address}");
            await SayAsync(inside, await AnswerAsync(outside));
            await LineAsync(inside);
            await SayAsync(outside, $"EHLO {Name}");
            await Task.WhenAny(inside.CopyToAsync(outside, _end.Token), outside.CopyToAsync(inside, _end.Token));
        }
    }

    // The last line of a reply, which has no hyphen after its code.
    private async Task<string> AnswerAsync(Stream server)
    {
        string line;
        do
        {
            line = await LineAsync(server);
        }
        while (line.Length > 3 && line[3] == '-');

        return line;
    }

    private async Task<string> LineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _end.Token) == 1 && one[0] != '\n')
        {
            line.Add(one[0]);
        }

        return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
    }

    private Task SayAsync(Stream stream, string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), _end.Token).AsTask();
}
