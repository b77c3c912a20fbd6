namespace Storefront.Platform.Mail.Rendering;

/// <summary>The text of a mail, written once for both parts; <see cref="HtmlMail"/> and <see cref="PlainMail"/> render it.</summary>
/// <remarks>It contains no markup. Names, messages and links are plain text until a renderer encodes them.</remarks>
public sealed record MailBody
{
    /// <summary>The subject, and the heading of the HTML part.</summary>
    public required Sentence Subject { get; init; }

    /// <summary>The preview text that a mail list shows after the subject.</summary>
    public required Sentence Preheader { get; init; }

    /// <summary>The first name in the greeting; null, or a name that looks like a link, greets without one.</summary>
    public string? Firstname { get; init; }

    public required IReadOnlyList<MailPart> Parts { get; init; }

    /// <summary>The reason why the reader gets this mail, shown at its end.</summary>
    public required Sentence Reason { get; init; }

    /// <summary>Whether mail programs show an unsubscribe button: for mails that nobody waits for, such as a reminder.</summary>
    public bool OffersUnsubscribe { get; init; }

    public Sentence Greeting => PersonName.ToGreet(Firstname) is { } name ? new Sentence("Hello {0},", name) : "Hello,";

    /// <summary>The sentence in a notice that is mailed at most once an hour, however often its cause repeats.</summary>
    public static MailPart NotAgain => new MailPart.Paragraph("If this happens again within the hour, no further mail is sent.");

    /// <summary>The contact for a reader who did not expect the mail.</summary>
    public static MailPart WasItYou(Merchant merchant) =>
        new MailPart.Aside(new Sentence("Was it not you? Write to us at once: {0}.", merchant.SupportAddress));

    /// <summary>The reason in every mail to somebody with an account.</summary>
    public static Sentence HasAccount(Merchant merchant) => new("You get this mail because you have an account at {0}.", merchant.Name);

    /// <summary>The reason in the last mail about an account.</summary>
    public static Sentence HadAccount(Merchant merchant) => new("You get this mail because you had an account at {0}.", merchant.Name);
}

/// <summary>One part of a mail's text, in reading order.</summary>
public abstract record MailPart
{
    /// <summary>A paragraph.</summary>
    public sealed record Paragraph(Sentence Text) : MailPart;

    /// <summary>A paragraph for a reader who did not expect the mail.</summary>
    public sealed record Aside(Sentence Text) : MailPart;

    /// <summary>The merchant's message, shown as it was typed.</summary>
    public sealed record Quote(string Text) : MailPart;

    /// <summary>The main action: a button, and its full link for readers who cannot use it.</summary>
    public sealed record Action(Sentence Label, string Link) : MailPart;

    /// <summary>A secondary link.</summary>
    public sealed record Way(Sentence Label, string Link) : MailPart;

    /// <summary>A code to type.</summary>
    public sealed record Code(string Characters) : MailPart;

    /// <summary>A list with a heading.</summary>
    public sealed record Points(Sentence Title, IReadOnlyList<Sentence> Items) : MailPart;

    /// <summary>A labelled value to keep.</summary>
    public sealed record Fact(Sentence Name, string Value) : MailPart;
}
