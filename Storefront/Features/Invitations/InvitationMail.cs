using Storefront.Platform.Links;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Texts;

namespace Storefront.Features.Invitations;

/// <summary>The invitation mail. Its link is a secret and is encrypted in the outbox.</summary>
public sealed record InvitationMail(string Link, string? Firstname, string? Message, DateTimeOffset ExpiresAt, bool OffersUnsubscribe = false)
    : IMail<InvitationMail>
{
    public static string Kind => "invitation";

    public static InvitationMail Sample(MailSample sample) =>
        new(
            sample.Link(ShopPages.AcceptInvitation), sample.Firstname, "We have moved to a new shop.\nYour old orders came along.",
            sample.Now.AddDays(Merchant.DefaultInvitationDays));

    public MailBody For(Merchant merchant)
    {
        List<MailPart> parts = [
            new MailPart.Paragraph(new Sentence(
                "{0} has made an account for you. Choose a password to open it: you will find your orders there.", merchant.Name))
        ];
        if (Message is not null)
        {
            parts.Add(new MailPart.Quote(Message));
        }

        parts.Add(new MailPart.Action("Choose a password", Link));
        parts.Add(new MailPart.Paragraph(new Sentence("The link works once, until {0}.", ShopTime.Day(ExpiresAt, merchant))));
        parts.Add(new MailPart.Aside("Did you not expect this? Then do nothing: without a password the account stays closed."));
        return new()
        {
            Subject = new("Your account at {0} is ready", merchant.Name),
            Preheader = "Choose a password to open your account.",
            Firstname = Firstname,
            Parts = parts,
            OffersUnsubscribe = OffersUnsubscribe,
            Reason = new("You get this mail because {0} has invited you.", merchant.Name),
        };
    }
}
