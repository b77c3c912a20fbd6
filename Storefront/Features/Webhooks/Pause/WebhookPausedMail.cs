using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Texts;

namespace Storefront.Features.Webhooks.Pause;

/// <summary>Tells a merchant that a webhook is paused, because its receiver has not accepted anything for days.</summary>
public sealed record WebhookPausedMail(string Host, DateTimeOffset FailingSince) : IMail<WebhookPausedMail>
{
    public static string Kind => "webhook-paused";

    public static WebhookPausedMail Sample(MailSample sample) => new("receiver.example", sample.Now.AddDays(-5));

    public MailBody For(Merchant merchant) => new()
    {
        Subject = new("{0} does not accept the messages of your shop", Host),
        Preheader = "Its webhook is paused. Nothing is lost yet.",
        Firstname = null,
        Parts =
        [
            new MailPart.Paragraph(new Sentence(
                "Your program at {0} has accepted no message since {1}. Its webhook is paused.", Host, ShopTime.Day(FailingSince, merchant))),
            new MailPart.Paragraph("Messages wait for thirty days. Once the program works, activate the webhook: everything that waits is sent."),
        ],
        Reason = new("You get this mail because {0} has a webhook.", merchant.Name),
    };
}
