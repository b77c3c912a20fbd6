using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Storefront.Tests.Support;

/// <summary>A mail server on the local machine that accepts everything in parallel, and tells the test how far each mail is.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _serving;

    public SmtpSink(int port = 0)
    {
        _listener = new(IPAddress.Loopback, port);
        _listener.Start(100);
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every mail this server accepted, whether or not the client got the answer.</summary>
    public ConcurrentQueue<(string To, string MessageId)> Mails { get; } = [];

    /// <summary>Runs at each step of each mail, before the server answers: MAIL, RCPT, DATA, <c>.</c>, and <c>taken</c> right after the
    /// answer to the dot.</summary>
    public Func<string, Task> At { get; set; } = _ => Task.CompletedTask;

    /// <summary>The answer to a recipient; null accepts it.</summary>
    public Func<string, string?> Refuse { get; set; } = _ => null;

    /// <summary>Every recipient that a client named.</summary>
    public ConcurrentQueue<string> Tried { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _serving;
        _listener.Stop();
        _closing.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_closing.Token));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task TalkAsync(TcpClient connection)
    {
        try
        {
            using var client = connection;
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 sink");
            var to = "";
            while (await reader.ReadLineAsync(_closing.Token) is { } line)
            {
                var step = line.Split(' ', ':')[0].ToUpperInvariant();
                await At(step);
                switch (step)
                {
                    case "RCPT":
                        to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                        Tried.Enqueue(to);
                        await writer.WriteLineAsync(Refuse(to) ?? "250 ok");
                        break;
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        if (await ReadMessageIdAsync(reader) is not { } messageId)
                        {
                            return;
                        }

                        await At(".");
                        Mails.Enqueue((to, messageId));
                        await writer.WriteLineAsync("250 taken");
                        await At("taken");
                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 bye");
                        return;
                    default:
                        await writer.WriteLineAsync("250 ok");
                        break;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The client was killed; the next one connects by itself.
        }
    }

    // The Message-ID once the whole message has come; null when the connection ended before the dot.
    private async Task<string?> ReadMessageIdAsync(StreamReader reader)
    {
        var messageId = "";
        while (await reader.ReadLineAsync(_closing.Token) is { } line)
        {
            if (line == ".")
            {
                return messageId;
            }

            messageId = line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase) ? line["Message-ID:".Length..].Trim() : messageId;
        }

        return null;
    }
}
