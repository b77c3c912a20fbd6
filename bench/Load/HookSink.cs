using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Load;

/// <summary>A receiver of webhooks that answers 204 at once and counts, or never answers.</summary>
internal sealed class HookSink : IDisposable
{
    private static readonly byte[] Answer = "HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly bool _answers;
    private int _taken;

    public HookSink(bool answers)
    {
        _answers = answers;
        _listener.Start(500);
        _ = ServeAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook";

    /// <summary>How many messages were answered so far.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception problem) when (problem is ObjectDisposedException or SocketException)
        {
            // Closed.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        try
        {
            using var line = client;
            client.NoDelay = true;
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            while (await ReadAsync(reader))
            {
                if (_answers)
                {
                    await stream.WriteAsync(Answer);
                    Interlocked.Increment(ref _taken);
                }
            }
        }
        catch (IOException)
        {
            // The client disconnected.
        }
    }

    private static async Task<bool> ReadAsync(StreamReader reader)
    {
        var length = 0;
        for (var line = await reader.ReadLineAsync(); line is not ""; line = await reader.ReadLineAsync())
        {
            if (line is null)
            {
                return false;
            }

            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(line.AsSpan("Content-Length:".Length), System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        var body = new char[length];
        return await reader.ReadBlockAsync(body) == length;
    }
}
