using Storefront.Platform.Links;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Texts;

namespace Storefront.Features.Accounts.Verification;

/// <summary>The mail with the verification link. The link is a secret and is encrypted in the outbox.</summary>
public sealed record VerifyAddressMail(string Link, string? Firstname, DateTimeOffset ExpiresAt) : IMail<VerifyAddressMail>
{
    public static string Kind => "verify-address";

    public static VerifyAddressMail Sample(MailSample sample) =>
        new(sample.Link(ShopPages.VerifyEmail), sample.Firstname, sample.Now.AddDays(VerificationSender.Days));

    public MailBody For(Merchant merchant)
    {
        var once = new Sentence("The link works once, until {0}.", ShopTime.Day(ExpiresAt, merchant));
        return new()
        {
            Subject = new("Confirm your address for {0}", merchant.Name),
            Preheader = once,
            Firstname = Firstname,
            Parts =
            [
                new MailPart.Paragraph(new Sentence(
                    "An account at {0} was opened with this address. Confirm that it is yours; earlier orders under it are then added.",
                    merchant.Name)),
                new MailPart.Action("Confirm your address", Link),
                new MailPart.Paragraph(once),
                new MailPart.Aside("Was it not you? Then do nothing: nobody sees your orders without this link."),
            ],
            Reason = new("You get this mail because your address was entered at {0}.", merchant.Name),
        };
    }
}
