using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Storefront.Platform.Mail;

/// <summary>A line to a mail server: one thing said, one answer heard, each within the time limit and of a bounded size.</summary>
internal sealed class SmtpConnection : IAsyncDisposable, IDisposable
{
    private const int LongestLine = 4096;
    private const int MostLines = 100;

    private readonly TimeSpan _limit;
    private readonly byte[] _heard = new byte[LongestLine];
    private Stream _stream;
    private int _start;
    private int _end;

    private SmtpConnection(Socket socket, TimeSpan limit)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _limit = limit;
        LocalAddress = ((IPEndPoint)socket.LocalEndPoint!).Address;
    }

    public IPAddress LocalAddress { get; }

    private bool HasUnreadBytes => _end > _start;

    public static async Task<SmtpConnection> OpenAsync(string host, int port, TimeSpan limit, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await TimeLimit.RunAsync(limit, async step =>
            {
                await socket.ConnectAsync(host, port, step);
                return true;
            }, ct);
            return new SmtpConnection(socket, limit);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Turns the line into TLS.</summary>
    /// <remarks>What came in clear text after the server agreed was not said by the server we are about to verify. Kept, it would be
    /// taken for that server's first answer (STARTTLS injection).</remarks>
    public async Task EncryptAsync(SslClientAuthenticationOptions options, CancellationToken ct)
    {
        if (HasUnreadBytes)
        {
            throw new AuthenticationException("The mail server, or somebody in between, spoke in clear text where TLS had to begin.");
        }

        var tls = new SslStream(_stream);
        _stream = tls;
        await TimeLimit.RunAsync(_limit, async step =>
        {
            await tls.AuthenticateAsClientAsync(options, step);
            return true;
        }, ct);
    }

    public Task<SmtpReply> AskAsync(string command, CancellationToken ct) => AskAsync(Encoding.UTF8.GetBytes(command + "\r\n"), ct);

    public Task<SmtpReply> AskAsync(ReadOnlyMemory<byte> words, CancellationToken ct)
    {
        // An answer nobody asked for would be taken for the answer to this question, and a mail for delivered that never was.
        return HasUnreadBytes
            ? throw new IOException("The mail server spoke out of turn.")
            : TimeLimit.RunAsync(_limit, async step =>
            {
                await _stream.WriteAsync(words, step);
                await _stream.FlushAsync(step);
                return await ReadReplyAsync(step);
            }, ct);
    }

    public Task<SmtpReply> HearAsync(CancellationToken ct) => TimeLimit.RunAsync(_limit, ReadReplyAsync, ct);

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    public void Dispose() => _stream.Dispose();

    private async Task<SmtpReply> ReadReplyAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var (code, more, text) = SmtpReply.ParseLine(await ReadLineAsync(ct));
            lines.Add(text);
            if (!more)
            {
                return new SmtpReply(code, lines);
            }
        }

        throw new IOException("The mail server's answer does not end.");
    }

    private async Task<string> ReadLineAsync(CancellationToken ct)
    {
        int length;
        while ((length = _heard.AsSpan(_start.._end).IndexOf((byte)'\n')) < 0)
        {
            await HearMoreAsync(ct);
        }

        var line = Encoding.UTF8.GetString(_heard, _start, length).TrimEnd('\r');
        _start += length + 1;
        return line;
    }

    private async Task HearMoreAsync(CancellationToken ct)
    {
        _heard.AsSpan(_start.._end).CopyTo(_heard);
        (_start, _end) = (0, _end - _start);
        if (_end == LongestLine)
        {
            throw new IOException("The mail server's answer has a line that does not end.");
        }

        var count = await _stream.ReadAsync(_heard.AsMemory(_end), ct);
        _end += count > 0 ? count : throw new IOException("The mail server hung up.");
    }
}
