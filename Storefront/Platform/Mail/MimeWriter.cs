using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Storefront.Platform.Mail;

/// <summary>Writes a mail as it goes over the wire: a plain and an HTML body, in 7-bit characters and short lines.</summary>
/// <remarks>RFC 5322, 2045 to 2047. Base64 throughout, so that no relay has a reason to rewrite a body. Only a local part beyond ASCII
/// is written in UTF-8 (RFC 6532), there being no other way. Nothing but the mail goes in: the same mail gives the same bytes.</remarks>
public static class MimeWriter
{
    private const int LongestMessageId = 250;
    private const int LongestWordForPrograms = 900;

    private static readonly HashSet<string> _ownHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "Message-ID", "From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Return-Path", "Subject", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
    };

    public static byte[] Write(MailMessage mail)
    {
        var output = new StringBuilder();
        var boundary = BoundaryOf(mail);
        WriteHeaders(output, mail);
        HeaderText.AppendTo(output, "MIME-Version", "1.0");
        HeaderText.AppendTo(output, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        WritePart(output, boundary, "text/plain", mail.Text);
        WritePart(output, boundary, "text/html", mail.Html);
        output.Append("\r\n--").Append(boundary).Append("--\r\n");
        return Encoding.UTF8.GetBytes(output.ToString());
    }

    private static void WriteHeaders(StringBuilder output, MailMessage mail)
    {
        HeaderText.AppendTo(output, "Date", mail.Date.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        HeaderText.AppendTo(output, "Message-ID", $"<{Checked(mail.MessageId)}>");
        HeaderText.AppendTo(output, "From", HeaderText.Of(mail.From.Name, EnvelopeAddress.Parse(mail.From.Address)));
        HeaderText.AppendTo(output, "To", EnvelopeAddress.Parse(mail.To).ToString());
        if (mail.ReplyTo is { } replyTo)
        {
            HeaderText.AppendTo(output, "Reply-To", EnvelopeAddress.Parse(replyTo).ToString());
        }

        HeaderText.AppendTo(output, "Subject", HeaderText.Of(mail.Subject));
        foreach (var header in mail.Headers)
        {
            HeaderText.AppendTo(output, Checked(header).Name, HeaderText.Of(header.Value, LongestWordForPrograms));
        }
    }

    private static void WritePart(StringBuilder output, string boundary, string type, string body)
    {
        var lines = body.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);
        output.Append("\r\n--").Append(boundary).Append("\r\n");
        HeaderText.AppendTo(output, "Content-Type", $"{type}; charset=utf-8");
        HeaderText.AppendTo(output, "Content-Transfer-Encoding", "base64");
        output.Append("\r\n").Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(lines), Base64FormattingOptions.InsertLineBreaks));
    }

    // Base64 has neither "-" nor "_": no line of a body can be this one.
    private static string BoundaryOf(MailMessage mail) =>
        "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId)).AsSpan(0, 16));

    private static string Checked(string messageId)
    {
        var printable = !messageId.AsSpan().ContainsAnyExceptInRange('!', '~') && !messageId.AsSpan().ContainsAny('<', '>');
        return printable && messageId.Length is > 0 and <= LongestMessageId
            ? messageId
            : throw MailRefusedException.ForGood(554, "The Message-ID cannot be written.");
    }

    private static MailHeader Checked(MailHeader header) =>
        header.Name.Length is > 0 and < 60 && header.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && !_ownHeaders.Contains(header.Name)
            ? header
            : throw MailRefusedException.ForGood(554, "An extra header of the mail has a name it may not have.");
}
