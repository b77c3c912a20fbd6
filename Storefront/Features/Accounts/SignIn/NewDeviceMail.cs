using Storefront.Platform.Links;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Texts;

namespace Storefront.Features.Accounts.SignIn;

/// <summary>The notice of a sign-in on a new device: which device, when, and where to change the password.</summary>
public sealed record NewDeviceMail(string? Firstname, string? Device, DateTimeOffset At, string? HelpLink) : IMail<NewDeviceMail>
{
    public static string Kind => "new-device";

    public static NewDeviceMail Sample(MailSample sample) =>
        new(
            sample.Firstname, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", sample.Now,
            sample.Page(ShopPages.ForgotPassword));

    public MailBody For(Merchant merchant)
    {
        List<MailPart> parts =
        [
            new MailPart.Paragraph(new Sentence(
                "Somebody has signed in to your account at {0} on a device that was not used for it before:", merchant.Name)),
            new MailPart.Fact(DeviceText.Of(Device), ShopTime.Moment(At, merchant)),
            MailBody.NotAgain,
            new MailPart.Paragraph("Was it you? Then there is nothing to do."),
        ];
        if (HelpLink is null)
        {
            parts.Add(MailBody.WasItYou(merchant));
        }
        else
        {
            parts.Add(new MailPart.Paragraph("Was it not you? Choose a new password at once, and everybody is signed out."));
            parts.Add(new MailPart.Action("Choose a new password", HelpLink));
        }

        return new()
        {
            Subject = new("A new device at your account at {0}", merchant.Name),
            Preheader = "Was it you? Then there is nothing to do.",
            Firstname = Firstname,
            Parts = parts,
            Reason = MailBody.HasAccount(merchant),
        };
    }
}
