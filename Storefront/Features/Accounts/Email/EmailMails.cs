using Storefront.Domain;
using Storefront.Platform.Mail;
using Storefront.Platform.Web;

namespace Storefront.Features.Accounts.Email;

/// <summary>The mail to a new address with the code that proves it. The code is a secret and is kept protected in the outbox.</summary>
public sealed record EmailCodeMail(string Code, string? Firstname) : IMail<EmailCodeMail>
{
    public static string Kind => "email-code";

    public static EmailCodeMail Sample(MailSample sample) => new("042042", sample.Firstname);

    public MailWords For(Merchant merchant) => new()
    {
        Subject = new("Your code for {0}", merchant.Name),
        Preheader = "The code works for 15 minutes.",
        Firstname = Firstname,
        Parts =
        [
            new MailPart.Paragraph(new Sentence("Enter this code to use this address for your account at {0}:", merchant.Name)),
            new MailPart.Code(Code),
            new MailPart.Paragraph("The code works for 15 minutes."),
            new MailPart.Aside("Did you not expect this? Then do nothing: without the code nothing changes."),
        ],
        Reason = new("You get this mail because your address was entered at {0}.", merchant.Name),
    };
}

/// <summary>The word to the address an account has, that another one was asked for, and where that is stopped.</summary>
public sealed record EmailChangeNoticeMail(string? Firstname, string? StopLink) : IMail<EmailChangeNoticeMail>
{
    public static string Kind => "email-change-notice";

    public static EmailChangeNoticeMail Sample(MailSample sample) => new(sample.Firstname, sample.Link(ShopPages.Password));

    public MailWords For(Merchant merchant)
    {
        List<MailPart> parts = [new MailPart.Paragraph(new Sentence("Somebody who knows your password has asked to use another e-mail address for your account at {0}.", merchant.Name))];
        if (StopLink is not null)
        {
            parts.Add(new MailPart.Paragraph("Was it not you? Change your password at once; that stops it."));
            parts.Add(new MailPart.Action("Change my password", StopLink));
        }

        parts.Add(MailWords.WasItYou(merchant));
        return new()
        {
            Subject = new("Another address for your account at {0}", merchant.Name),
            Preheader = "Was it not you? Change your password at once; that stops it.",
            Firstname = Firstname,
            Parts = parts,
            Reason = MailWords.HasAccount(merchant),
        };
    }
}
