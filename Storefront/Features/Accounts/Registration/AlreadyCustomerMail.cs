using Storefront.Platform.Links;
using Storefront.Platform.Mail.Rendering;

namespace Storefront.Features.Accounts.Registration;

/// <summary>The mail to a customer whose address was used to register again.</summary>
public sealed record AlreadyCustomerMail(string? Firstname, string SignIn, string ForgotPassword) : IMail<AlreadyCustomerMail>
{
    public static string Kind => "already-customer";

    public static AlreadyCustomerMail Sample(MailSample sample) =>
        new(sample.Firstname, sample.Page(ShopPages.SignIn), sample.Page(ShopPages.ForgotPassword));

    public MailBody For(Merchant merchant) => new()
    {
        Subject = new("You already have an account at {0}", merchant.Name),
        Preheader = "Was it not you? Then do nothing: nothing was changed.",
        Firstname = Firstname,
        Parts =
        [
            new MailPart.Paragraph(new Sentence(
                "Somebody, perhaps you, tried to open an account at {0} with your address. You already have one.", merchant.Name)),
            new MailPart.Action("Sign in", SignIn),
            new MailPart.Way("Forgot your password?", ForgotPassword),
            new MailPart.Aside("Was it not you? Then do nothing: nothing was changed."),
        ],
        Reason = MailBody.HasAccount(merchant),
    };
}
