using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Storefront.Tests.Support;

/// <summary>A DNS server of this test's own that knows TXT and CNAME records (RFC 1035), and no other.</summary>
public sealed class DnsServer : IAsyncDisposable
{
    private const int HeaderLength = 12;
    private const int NameError = 3;
    private const int ServerFailure = 2;
    private const int Cname = 5;
    private const int LongestString = 255;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _end = new();
    private readonly Task _answering;

    public DnsServer() => _answering = AnswerAsync();

    /// <summary>The texts by name.</summary>
    public ConcurrentDictionary<string, string[]> Records { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The canonical names by name.</summary>
    public ConcurrentDictionary<string, string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool IsFailing { get; set; }

    public IPEndPoint Address => (IPEndPoint)_socket.Client.LocalEndPoint!;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            var asked = await _socket.ReceiveAsync(_end.Token);
            await _socket.SendAsync(Answer(asked.Buffer), asked.RemoteEndPoint, _end.Token);
        }
    }

    private byte[] Answer(byte[] question)
    {
        var (name, end) = NameIn(question);
        if (!IsFailing && Names.TryGetValue(name, out var target))
        {
            return [
                .. question[..2], .. Number(0x8180), .. Number(1), .. Number(1), .. Number(0), .. Number(0), .. question[HeaderLength..end],
                0xC0, HeaderLength, .. Number(Cname), .. Number(1), 0, 0, 0, 1, .. Number(Labels(target).Length), .. Labels(target),
            ];
        }

        var texts = Records.GetValueOrDefault(name) ?? [];
        var answer = new List<byte>();
        answer.AddRange(question[..2]);
        answer.AddRange(Number(0x8180 | (IsFailing ? ServerFailure : texts.Length == 0 ? NameError : 0)));
        answer.AddRange([.. Number(1), .. Number(IsFailing ? 0 : texts.Length), .. Number(0), .. Number(0)]);
        answer.AddRange(question[HeaderLength..end]);
        foreach (var text in IsFailing ? [] : texts)
        {
            byte[] strings = [.. text.Chunk(LongestString).SelectMany(part => Encoding.ASCII.GetBytes(part).Prepend((byte)part.Length))];
            answer.AddRange([0xC0, HeaderLength, .. Number(16), .. Number(1), 0, 0, 0, 1, .. Number(strings.Length), .. strings]);
        }

        return [.. answer];
    }

    // The question's name, and where its type and class end.
    private static (string Name, int End) NameIn(byte[] question)
    {
        var (labels, at) = (new List<string>(), HeaderLength);
        while (question[at] != 0)
        {
            labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
            at += question[at] + 1;
        }

        return (string.Join('.', labels), at + 5);
    }

    private static byte[] Labels(string name) =>
        [.. name.Split('.').SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];

    private static byte[] Number(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }
}
