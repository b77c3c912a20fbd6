using MailKit;

namespace Storefront.Platform.Mail.Transport;

/// <summary>Ends a conversation whose server answers out of turn, without end, or with anything but a reply (RFC 5321, 4.2).</summary>
/// <remarks>An unrequested reply would be taken for the answer to the next command, and an undelivered mail would count as delivered.
/// MailKit shows its logger every byte before it parses the reply.</remarks>
internal sealed class SmtpReplyGuard : IProtocolLogger
{
    private const int LongestAnswer = 64 * 1024;

    private readonly byte[] _lineStart = new byte[4];
    private int _column;
    private int _heard;
    private bool _isAnswered;

    /// <summary>Unused: nothing is logged.</summary>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogConnect(Uri uri)
    {
    }

    public void LogClient(byte[] buffer, int offset, int count) => (_heard, _isAnswered) = (0, false);

    public void LogServer(byte[] buffer, int offset, int count)
    {
        _heard += count;
        if (_heard > LongestAnswer)
        {
            throw new IOException("The mail server's answer does not end.");
        }

        foreach (var character in buffer.AsSpan(offset, count))
        {
            Hear(character);
        }
    }

    public void Dispose()
    {
    }

    private void Hear(byte character)
    {
        if (_isAnswered)
        {
            throw new IOException("The mail server spoke out of turn.");
        }

        if (_column < _lineStart.Length)
        {
            _lineStart[_column] = character;
        }

        _column++;
        if (character == '\n')
        {
            _isAnswered = IsLastLine();
            _column = 0;
        }
    }

    private bool IsLastLine()
    {
        var isReply = _column > _lineStart.Length
            && _lineStart[0] is >= (byte)'2' and <= (byte)'5'
            && char.IsAsciiDigit((char)_lineStart[1])
            && char.IsAsciiDigit((char)_lineStart[2])
            && _lineStart[3] is (byte)' ' or (byte)'-' or (byte)'\r';
        return isReply ? _lineStart[3] != '-' : throw new IOException("The mail server does not speak SMTP.");
    }
}
