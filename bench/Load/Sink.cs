using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Load;

/// <summary>A mail server that accepts everything at once and counts it; while closed, it accepts the connection and does not
/// answer.</summary>
internal sealed class Sink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private volatile TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public Sink()
    {
        _listener.Start(200);
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many mails were accepted so far.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Part of a sender address whose mails are never answered, like a dead server that has not closed the connection.</summary>
    public string? SilentTo { get; set; }

    public void Open() => _open.TrySetResult();

    public void Shut()
    {
        if (_open.Task.IsCompleted)
        {
            _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Dispose()
    {
        _closed.TrySetResult();
        _listener.Dispose();
    }

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
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            await _open.Task;
            await writer.WriteLineAsync("220 sink");
            while (await reader.ReadLineAsync() is { } said)
            {
                await (SilentTo is { } sender && said.StartsWith("MAIL FROM", StringComparison.OrdinalIgnoreCase)
                    && said.Contains(sender, StringComparison.Ordinal) ? _closed : _open).Task;
                await writer.WriteLineAsync(await AnswerAsync(said, reader, writer));
            }
        }
        catch (IOException)
        {
            // The client disconnected.
        }
    }

    private async Task<string> AnswerAsync(string said, StreamReader reader, StreamWriter writer)
    {
        if (!said.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
        {
            return said.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 SMTPUTF8";
        }

        await writer.WriteLineAsync("354 go on");
        while (await reader.ReadLineAsync() is not ("." or null))
        {
            // The mail's content does not matter.
        }

        Interlocked.Increment(ref _taken);
        return "250 taken";
    }
}
