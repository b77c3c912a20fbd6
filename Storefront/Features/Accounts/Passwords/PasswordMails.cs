using Storefront.Platform.Links;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Texts;

namespace Storefront.Features.Accounts.Passwords;

/// <summary>The mail with the reset link. The link is a secret and is encrypted in the outbox.</summary>
public sealed record ResetPasswordMail(string Link, string? Firstname, DateTimeOffset ExpiresAt) : IMail<ResetPasswordMail>
{
    public static string Kind => "reset-password";

    public static ResetPasswordMail Sample(MailSample sample) =>
        new(sample.Link(ShopPages.ResetPassword), sample.Firstname, sample.Now + PasswordHelpJob.Lifetime);

    public MailBody For(Merchant merchant)
    {
        var once = new Sentence("The link works once, up to {0}.", ShopTime.MomentInZone(ExpiresAt, merchant));
        return new()
        {
            Subject = new("A new password for your account at {0}", merchant.Name),
            Preheader = once,
            Firstname = Firstname,
            Parts =
            [
                new MailPart.Paragraph(new Sentence("You asked for a new password for your account at {0}.", merchant.Name)),
                new MailPart.Action("Choose a new password", Link),
                new MailPart.Paragraph(once),
                new MailPart.Aside("Was it not you? Then do nothing: your password stays as it is."),
            ],
            Reason = MailBody.HasAccount(merchant),
        };
    }
}

/// <summary>The notice that a link reset the password, and how many orders the verification linked.</summary>
public sealed record PasswordResetNotice(string? Firstname, int OrdersAdded) : IMail<PasswordResetNotice>
{
    public static string Kind => "password-reset-notice";

    public static PasswordResetNotice Sample(MailSample sample) => new(sample.Firstname, OrdersAdded: 3);

    public MailBody For(Merchant merchant)
    {
        List<MailPart> parts = [
            new MailPart.Paragraph(new Sentence("The password of your account at {0} was changed, and you are signed out everywhere.", merchant.Name))
        ];
        if (EarlierOrders.Added(OrdersAdded) is { } added)
        {
            parts.Add(new MailPart.Paragraph(added));
        }

        parts.Add(MailBody.NotAgain);
        parts.Add(MailBody.WasItYou(merchant));
        return new()
        {
            Subject = new("Your password at {0} was changed", merchant.Name),
            Preheader = new("Was it not you? Write to us at once: {0}.", merchant.SupportAddress),
            Firstname = Firstname,
            Parts = parts,
            Reason = MailBody.HasAccount(merchant),
        };
    }
}

/// <summary>The notice that a signed-in customer changed the password.</summary>
public sealed record PasswordChangedMail(string? Firstname) : IMail<PasswordChangedMail>
{
    public static string Kind => "password-changed";

    public static PasswordChangedMail Sample(MailSample sample) => new(sample.Firstname);

    public MailBody For(Merchant merchant) => new()
    {
        Subject = new("Your password at {0} is changed", merchant.Name),
        Preheader = new("Was it not you? Write to us at once: {0}.", merchant.SupportAddress),
        Firstname = Firstname,
        Parts =
        [
            new MailPart.Paragraph(new Sentence(
                "The password of your account at {0} has been changed. You are signed out on every other device.", merchant.Name)),
            MailBody.NotAgain,
            MailBody.WasItYou(merchant),
        ],
        Reason = MailBody.HasAccount(merchant),
    };
}
