using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace Storefront.Platform.Mail.Transport;

/// <summary>Writes a mail as MIME: a plain and an HTML body, in 7-bit characters and short lines.</summary>
/// <remarks>Nothing but the mail goes in: the same mail gives the same bytes.</remarks>
public static class MimeMessageFactory
{
    private const int LongestMessageId = 250;

    private static readonly HashSet<string> _ownHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "Message-ID", "From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Return-Path", "Subject", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
    };

    public static MimeMessage Create(MailMessage mail) => Create(mail, _ => Task.CompletedTask);

    /// <summary>Writes a mail that runs <paramref name="handingOver"/> once it has been written: only its end is missing then.</summary>
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

    // Quoted-printable: filters distrust text that hides in base64, and the choice must not hang on what the server offers.
    private static TextPart Part(string subtype, string body)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        var lines = body.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);
        part.SetText(Encoding.UTF8, lines);
        return part;
    }

    private static MailboxAddress Mailbox(string name, string address) => new(Encoding.UTF8, name, EnvelopeAddress.Parse(address).ToString());

    // In quoted-printable no line holds "=_": no line of a body can be this one.
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
