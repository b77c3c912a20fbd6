namespace Storefront.Platform.Mail;

/// <summary>Makes a message safe to send as DATA: no line of it can be taken for its end.</summary>
/// <remarks>RFC 5321, 4.5.2. Single carriage returns and line feeds become whole line breaks on the way: servers that disagree about them
/// can be made to see a second message inside the first.</remarks>
internal static class DotStuffing
{
    public static byte[] WithEnd(ReadOnlySpan<byte> message)
    {
        using var output = new MemoryStream(message.Length + 64);
        var atLineStart = true;
        for (var i = 0; i < message.Length; i++)
        {
            var isLineEnd = message[i] is (byte)'\r' or (byte)'\n';
            if (isLineEnd)
            {
                output.Write("\r\n"u8);
                i += message[i..].StartsWith("\r\n"u8) ? 1 : 0;
            }
            else
            {
                output.Write(atLineStart && message[i] == '.' ? ".."u8 : message.Slice(i, 1));
            }

            atLineStart = isLineEnd;
        }

        output.Write(atLineStart ? ".\r\n"u8 : "\r\n.\r\n"u8);
        return output.ToArray();
    }
}
