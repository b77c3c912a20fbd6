using Storefront.Platform.Links;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Texts;

namespace Storefront.Features.Accounts.Passkeys;

/// <summary>The notice that a passkey was added: on which device, when, and where to lock everybody out.</summary>
/// <remarks>The passkey's name is left out, because whoever added it chose the name.</remarks>
public sealed record PasskeyAddedMail(string? Firstname, string? Device, DateTimeOffset At, string? HelpLink) : IMail<PasskeyAddedMail>
{
    public static string Kind => "passkey-added";

    public static PasskeyAddedMail Sample(MailSample sample) =>
        new(sample.Firstname, PasskeyMails.SampleDevice, sample.Now, sample.Page(ShopPages.ForgotPassword));

    public MailBody For(Merchant merchant) => PasskeyMails.Notice(
        merchant, new("A passkey was added to your account at {0}", merchant.Name),
        new("Your account at {0} can now be opened with a new passkey. It was added here:", merchant.Name), Firstname, Device, At, HelpLink);
}

/// <summary>The notice that a passkey was removed.</summary>
public sealed record PasskeyRemovedMail(string? Firstname, string? Device, DateTimeOffset At, string? HelpLink) : IMail<PasskeyRemovedMail>
{
    public static string Kind => "passkey-removed";

    public static PasskeyRemovedMail Sample(MailSample sample) =>
        new(sample.Firstname, PasskeyMails.SampleDevice, sample.Now, sample.Page(ShopPages.ForgotPassword));

    public MailBody For(Merchant merchant) => PasskeyMails.Notice(
        merchant, new("A passkey was removed from your account at {0}", merchant.Name),
        new("A passkey does not open your account at {0} any more. It was removed here:", merchant.Name), Firstname, Device, At, HelpLink);
}

/// <summary>What both notices say alike.</summary>
internal static class PasskeyMails
{
    public const string SampleDevice = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";
    private static readonly Sentence NothingToDo = "Was it you? Then there is nothing to do.";

    public static MailBody Notice(
        Merchant merchant, Sentence subject, Sentence what, string? firstname, string? device, DateTimeOffset at, string? helpLink)
    {
        List<MailPart> parts =
        [
            new MailPart.Paragraph(what), new MailPart.Fact(DeviceText.Of(device), ShopTime.Moment(at, merchant)), MailBody.NotAgain,
            new MailPart.Paragraph(NothingToDo),
        ];
        if (helpLink is null)
        {
            parts.Add(MailBody.WasItYou(merchant));
        }
        else
        {
            parts.Add(new MailPart.Paragraph(
                "Was it not you? Choose a new password at once: everybody is signed out, and every passkey is removed."));
            parts.Add(new MailPart.Action("Choose a new password", helpLink));
        }

        return new() { Subject = subject, Preheader = NothingToDo, Firstname = firstname, Parts = parts, Reason = MailBody.HasAccount(merchant) };
    }
}
