using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Load;

/// <summary>One persistent HTTP/1.1 connection over a raw socket: sends bytes and reads a whole answer. It is cheap, because it shares the
/// cores with what it measures.</summary>
internal sealed class Connection : IDisposable
{
    private readonly int _port;
    private Socket _socket;
    private byte[] _buffer = new byte[64 * 1024];
    private int _head;
    private int _end;

    private Connection(int port, Socket socket) => (_port, _socket) = (port, socket);

    /// <summary>The answer's status line and headers.</summary>
    public string Head => Encoding.Latin1.GetString(_buffer, 0, _head);

    /// <summary>The answer's body; a chunked one still contains its chunk sizes.</summary>
    public string Body => Encoding.UTF8.GetString(_buffer, _head, _end - _head);

    /// <summary>The size of the last answer in bytes, headers included.</summary>
    public int Length => _end;

    public static async Task<Connection> OpenAsync(int port)
    {
        var socket = NewSocket();
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new(port, socket);
    }

    /// <summary>Sends the request and returns the status; a closed connection is opened again and counts as status 0.</summary>
    public async ValueTask<int> AskAsync(ReadOnlyMemory<byte> request)
    {
        try
        {
            await _socket.SendAsync(request);
            return await ReadAsync();
        }
        catch (Exception problem) when (problem is SocketException or IOException)
        {
            _socket.Dispose();
            _socket = NewSocket();
            await _socket.ConnectAsync(IPAddress.Loopback, _port);
            return 0;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private async ValueTask<int> ReadAsync()
    {
        (_head, _end) = (0, 0);
        do
        {
            await ReceiveAsync();
            _head = _buffer.AsSpan(0, _end).IndexOf("\r\n\r\n"u8) + 4;
        }
        while (_head < 4);

        var status = ((_buffer[9] - '0') * 100) + ((_buffer[10] - '0') * 10) + (_buffer[11] - '0');
        if (Find("\r\nContent-Length: "u8) is var length and > 0)
        {
            var count = Utf8Parser.TryParse(_buffer.AsSpan(length, _head - length), out int told, out _) ? told : throw new IOException("No length.");
            while (_end < _head + count)
            {
                await ReceiveAsync();
            }
        }
        else if (Find("\r\nTransfer-Encoding: chunked"u8) > 0)
        {
            await ReadChunksAsync();
        }

        return status;
    }

    private async ValueTask ReadChunksAsync()
    {
        var at = _head;
        while (true)
        {
            int line;
            while ((line = _buffer.AsSpan(at, _end - at).IndexOf("\r\n"u8)) < 0)
            {
                await ReceiveAsync();
            }

            var size = Utf8Parser.TryParse(_buffer.AsSpan(at, line), out int told, out _, 'x') ? told : throw new IOException("No chunk.");
            at += line + 2 + size + 2;
            while (_end < at)
            {
                await ReceiveAsync();
            }

            if (size == 0)
            {
                return;
            }
        }
    }

    private int Find(ReadOnlySpan<byte> header) => _buffer.AsSpan(0, _head).IndexOf(header) is var at and >= 0 ? at + header.Length : -1;

    private async ValueTask ReceiveAsync()
    {
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = await _socket.ReceiveAsync(_buffer.AsMemory(_end));
        if (count == 0)
        {
            throw new IOException("The server closed the line.");
        }

        _end += count;
    }
}
