using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace Storefront.Platform.Mail.Transport;

/// <summary>Writes a mail as MIME: a plain and an HTML body, in 7-bit characters and short lines.</summary>
/// <remarks>The output depends on the mail alone: the same mail gives the same bytes.</remarks>
public static class MimeMessageFactory
{
    private const int LongestMessageId = 250;

    private static readonly HashSet<string> _ownHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "Message-ID", "From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Return-Path", "Subject", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
    };

    public static MimeMessage Create(MailMessage mail) => Create(mail, _ => Task.CompletedTask);

    /// <summary>Writes a mail and runs <paramref name="handingOver"/> when only its end is missing.</summary>
    internal static MimeMessage Create(MailMessage mail, Func<CancellationToken, Task> handingOver)
    {
        var message = new MimeMessage
        {
            Date = mail.Date.ToUniversalTime(),
            MessageId = Checked(mail.MessageId),
            Subject = HeaderText.CleanText(mail.Subject),
            Body = new HandoverBody(handingOver)
            {
                Part("plain", mail.Text),
                Part("html", mail.Html),
            },
        };
        message.Body.ContentType.Boundary = BoundaryOf(mail);
        message.From.Add(Mailbox(HeaderText.CleanName(mail.From.Name), mail.From.Address));
        message.To.Add(Mailbox("", mail.To));
        if (mail.ReplyTo is { } replyTo)
        {
            message.ReplyTo.Add(Mailbox("", replyTo));
        }

        foreach (var header in mail.Headers)
        {
            message.Headers.Add(Checked(header).Name, HeaderText.Clean(header.Value));
        }

        return message;
    }

    // Quoted-printable, because filters distrust base64 text, and the encoding must not depend on the server's extensions.
    private static TextPart Part(string subtype, string body)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        var lines = body.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);
        part.SetText(Encoding.UTF8, lines);
        return part;
    }

    private static MailboxAddress Mailbox(string name, string address) => new(Encoding.UTF8, name, EnvelopeAddress.Parse(address).ToString());

    // In quoted-printable no line contains "=_", so no body line can equal this boundary.
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

    private sealed class HandoverBody(Func<CancellationToken, Task> handingOver) : MultipartAlternative
    {
        public override async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
        {
            await base.WriteToAsync(options, stream, contentOnly, cancellationToken);
            await handingOver(cancellationToken);
        }
    }
}
