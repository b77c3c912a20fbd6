namespace Storefront.Platform.Mail.Transport;

/// <summary>The envelope of a mail: its sender and its single recipient.</summary>
internal sealed record Envelope(EnvelopeAddress From, EnvelopeAddress To, bool NeedsSmtpUtf8)
{
    public static Envelope Of(MailMessage mail)
    {
        var (from, to) = (EnvelopeAddress.Parse(mail.From.Address), EnvelopeAddress.Parse(mail.To));
        var replyTo = mail.ReplyTo is null ? from : EnvelopeAddress.Parse(mail.ReplyTo);
        var sender = mail.ReturnPath is null ? from : EnvelopeAddress.Parse(mail.ReturnPath);
        return new Envelope(sender, to, from.NeedsSmtpUtf8 || to.NeedsSmtpUtf8 || replyTo.NeedsSmtpUtf8);
    }
}
