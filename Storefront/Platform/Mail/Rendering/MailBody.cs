namespace Storefront.Platform.Mail.Rendering;

/// <summary>What a mail says, written once for both of its parts: <see cref="HtmlMail"/> and <see cref="PlainMail"/> only set it.</summary>
/// <remarks>Nothing in here is markup. A name, a message or a link is text until a part writes it, and each part encodes for itself.</remarks>
public sealed record MailBody
{
    /// <summary>The header, and the heading of the HTML part.</summary>
    public required Sentence Subject { get; init; }

    /// <summary>What a list of mails shows after the subject.</summary>
    public required Sentence Preheader { get; init; }

    /// <summary>Whom the mail greets; null greets without a name.</summary>
    public string? Firstname { get; init; }

    public required IReadOnlyList<MailPart> Parts { get; init; }

    /// <summary>Why the reader gets this mail, said at its end.</summary>
    public required Sentence Reason { get; init; }

    public Sentence Greeting => Firstname is null ? "Hello," : new Sentence("Hello {0},", Firstname);

    /// <summary>Said in a notice that is mailed once an hour at most, however often it happens.</summary>
    public static MailPart NotAgain => new MailPart.Paragraph("If this happens again within the hour, no further mail is sent.");

    /// <summary>Whom a reader who did not expect the mail should write to.</summary>
    public static MailPart WasItYou(Merchant merchant) => new MailPart.Aside(new Sentence("Was it not you? Write to us at once: {0}.", merchant.SupportAddress));

    /// <summary>The reason of every mail to somebody who has an account.</summary>
    public static Sentence HasAccount(Merchant merchant) => new("You get this mail because you have an account at {0}.", merchant.Name);

    /// <summary>The reason of the last mail to somebody.</summary>
    public static Sentence HadAccount(Merchant merchant) => new("You get this mail because you had an account at {0}.", merchant.Name);
}

/// <summary>One piece of a mail, in the order of reading.</summary>
public abstract record MailPart
{
    /// <summary>A paragraph.</summary>
    public sealed record Paragraph(Sentence Text) : MailPart;

    /// <summary>A paragraph for whoever did not expect the mail.</summary>
    public sealed record Aside(Sentence Text) : MailPart;

    /// <summary>The merchant's own words, shown as they were typed.</summary>
    public sealed record Quote(string Text) : MailPart;

    /// <summary>The one thing to do: a button, and its link in full for whoever cannot press it.</summary>
    public sealed record Action(Sentence Label, string Link) : MailPart;

    /// <summary>Another way to go on.</summary>
    public sealed record Way(Sentence Label, string Link) : MailPart;

    /// <summary>A code to type.</summary>
    public sealed record Code(string Characters) : MailPart;

    /// <summary>A list under a word.</summary>
    public sealed record Points(Sentence Title, IReadOnlyList<Sentence> Items) : MailPart;

    /// <summary>A value under its name, to be kept.</summary>
    public sealed record Fact(Sentence Name, string Value) : MailPart;
}
