using Storefront.Platform.Mail;

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
}
