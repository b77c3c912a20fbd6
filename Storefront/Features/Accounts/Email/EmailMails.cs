using Storefront.Platform.Links;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Texts;

namespace Storefront.Features.Accounts.Email;

/// <summary>The mail with the code that verifies a new address. The code is a secret and is encrypted in the outbox.</summary>
public sealed record EmailCodeMail(string Code, string? Firstname, DateTimeOffset ExpiresAt) : IMail<EmailCodeMail>
{
    public static string Kind => "email-code";

    public static EmailCodeMail Sample(MailSample sample) => new("042042", sample.Firstname, sample.Now + EmailChange.Lifetime);

    public MailBody For(Merchant merchant) => new()
    {
        Subject = new("Your code for {0}", merchant.Name),
        Preheader = Until(merchant),
        Firstname = Firstname,
        Parts =
        [
            new MailPart.Paragraph(new Sentence("Enter this code to use this address for your account at {0}:", merchant.Name)),
            new MailPart.Code(Code),
            new MailPart.Paragraph(Until(merchant)),
            new MailPart.Aside("Did you not expect this? Then do nothing: without the code nothing changes."),
        ],
        Reason = new("You get this mail because your address was entered at {0}.", merchant.Name),
    };

    private Sentence Until(Merchant merchant) => new("The code works until {0}.", ShopTime.MomentInZone(ExpiresAt, merchant));
}

/// <summary>The notice to the present address, with the link that stops the change. The link is a secret and is encrypted in the
/// outbox.</summary>
public sealed record EmailChangeNoticeMail(string? Firstname, string? StopLink) : IMail<EmailChangeNoticeMail>
{
    public static string Kind => "email-change-notice";

    public static EmailChangeNoticeMail Sample(MailSample sample) => new(sample.Firstname, sample.Link(ShopPages.StopEmailChange));

    public MailBody For(Merchant merchant)
    {
        List<MailPart> parts = [
            new MailPart.Paragraph(new Sentence(
                "Somebody who knows your password has asked to use another e-mail address for your account at {0}.", merchant.Name))
        ];
        if (StopLink is not null)
        {
            parts.Add(new MailPart.Paragraph("Was it not you? Stop it, and then choose a new password."));
            parts.Add(new MailPart.Action("Stop the change", StopLink));
        }

        parts.Add(MailBody.NotAgain);
        parts.Add(MailBody.WasItYou(merchant));
        return new()
        {
            Subject = new("Another address for your account at {0}", merchant.Name),
            Preheader = "Was it not you? Stop it, and then choose a new password.",
            Firstname = Firstname,
            Parts = parts,
            Reason = MailBody.HasAccount(merchant),
        };
    }
}

/// <summary>The notice to the former address that it was replaced.</summary>
public sealed record EmailChangedMail(string? Firstname) : IMail<EmailChangedMail>
{
    public static string Kind => "email-changed";

    public static EmailChangedMail Sample(MailSample sample) => new(sample.Firstname);

    public MailBody For(Merchant merchant) => new()
    {
        Subject = new("The address of your account at {0} is changed", merchant.Name),
        Preheader = new("Was it not you? Write to us at once: {0}.", merchant.SupportAddress),
        Firstname = Firstname,
        Parts =
        [
            new MailPart.Paragraph(new Sentence(
                "Your account at {0} now belongs to another e-mail address. This is the last mail about it to this one.", merchant.Name)),
            MailBody.WasItYou(merchant),
        ],
        Reason = MailBody.HadAccount(merchant),
    };
}
