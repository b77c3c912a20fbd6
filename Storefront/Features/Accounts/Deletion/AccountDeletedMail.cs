using Storefront.Domain;
using Storefront.Platform.Mail;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>The notice that an account was deleted; it outlives the account.</summary>
public sealed record AccountDeletedMail(string? Firstname) : IMail<AccountDeletedMail>
{
    public static string Kind => "account-deleted";

    public static AccountDeletedMail Sample(MailSample sample) => new(sample.Firstname);

    public MailWords For(Merchant merchant) => new()
    {
        Subject = new("Your account at {0} is deleted", merchant.Name),
        Preheader = new("Was it not you? Write to us at once: {0}.", merchant.SupportAddress),
        Firstname = Firstname,
        Parts =
        [
            new MailPart.Paragraph(new Sentence("Your account at {0} has been deleted, as you asked. Your personal data is erased and you are signed out everywhere.", merchant.Name)),
            new MailPart.Paragraph("Invoices stay for the tax authority, without a link to you."),
            MailWords.WasItYou(merchant),
        ],
        Reason = MailWords.HadAccount(merchant),
    };
}
