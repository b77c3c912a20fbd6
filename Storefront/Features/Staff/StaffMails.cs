using Storefront.Platform.Mail.Rendering;

namespace Storefront.Features.Staff;

/// <summary>Invites somebody without a password to work at a shop. The link is a secret.</summary>
public sealed record StaffInvitationMail(string Link, string Shop) : IMail<StaffInvitationMail>, IPlatformMail
{
    public static string Kind => "staff-invitation";

    public static StaffInvitationMail Sample(MailSample sample) => new(sample.Link("/admin/invite"), "Aurora Coffee");

    public MailBody For(Merchant merchant) => new()
    {
        Subject = new("You are invited to work at {0}", Shop),
        Preheader = "Choose a password to open the admin.",
        Parts =
        [
            new MailPart.Paragraph(new Sentence("{0} has given you access to its admin. Choose a password to open it.", Shop)),
            new MailPart.Action("Choose a password", Link),
            new MailPart.Paragraph("The link works once, for seven days."),
            new MailPart.Aside("Did you not expect this? Then do nothing: without a password the account stays closed."),
        ],
        Reason = new("You get this mail because {0} has invited you.", Shop),
    };
}

/// <summary>Tells a member with a password that one more shop is open to them.</summary>
public sealed record StaffAddedMail(string Link, string Shop) : IMail<StaffAddedMail>, IPlatformMail
{
    public static string Kind => "staff-added";

    public static StaffAddedMail Sample(MailSample sample) => new(sample.Page("/admin"), "Aurora Coffee");

    public MailBody For(Merchant merchant) => new()
    {
        Subject = new("You can work at {0} now", Shop),
        Preheader = "Sign in with the password you have.",
        Parts =
        [
            new MailPart.Paragraph(new Sentence("{0} has given you access to its admin. Sign in with the password you have.", Shop)),
            new MailPart.Action("Open the admin", Link),
        ],
        Reason = new("You get this mail because {0} has invited you.", Shop),
    };
}

/// <summary>The link to a new password for the admin.</summary>
public sealed record StaffResetMail(string Link) : IMail<StaffResetMail>, IPlatformMail
{
    public static string Kind => "staff-reset";

    public static StaffResetMail Sample(MailSample sample) => new(sample.Link("/admin/reset"));

    public MailBody For(Merchant merchant) => new()
    {
        Subject = "Choose a new password for the admin",
        Preheader = "The link works once, for an hour.",
        Parts =
        [
            new MailPart.Paragraph("Somebody, probably you, asked for a new password for the admin."),
            new MailPart.Action("Choose a new password", Link),
            new MailPart.Paragraph("The link works once, for an hour."),
            new MailPart.Aside("Was it not you? Then do nothing: your password stays as it is."),
        ],
        Reason = "You get this mail because you work in the admin of a shop.",
    };
}
