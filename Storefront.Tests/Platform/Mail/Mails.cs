using MimeKit;
using Storefront.Platform.Mail.Transport;

namespace Storefront.Tests.Platform.Mail;

internal static class Mails
{
    public static readonly MailMessage Invitation = new()
    {
        From = new MailSender("shop@north.example", "North"),
        To = "jane@example.com",
        Subject = "Your invitation",
        Text = "Welcome.\r\n",
        Html = "<p>Welcome.</p>",
        MessageId = "invitation-1@north.example",
        Date = new DateTimeOffset(2026, 3, 1, 9, 5, 7, TimeSpan.FromHours(2)),
    };

    /// <summary>The mail as it is written for a server.</summary>
    public static byte[] Written(MailMessage mail)
    {
        using var message = MimeMessageFactory.Create(mail);
        using var written = new MemoryStream();
        message.WriteTo(new FormatOptions { NewLineFormat = NewLineFormat.Dos, EnsureNewLine = true }, written);
        return written.ToArray();
    }
}
