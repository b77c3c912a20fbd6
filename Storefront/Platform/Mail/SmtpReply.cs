using System.Globalization;

namespace Storefront.Platform.Mail;

/// <summary>What a server answered: a code of three digits, and its lines of text without it.</summary>
/// <remarks>RFC 5321, 4.2.</remarks>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsDone => Code is >= 200 and < 300;

    public bool AsksForMore => Code is >= 300 and < 400;

    public bool IsRefusal => Code >= 400;

    // RFC 4954: these four are about our login and our encryption. They say nothing about the mail.
    public bool IsForLater => Code is < 500 or 530 or 534 or 535 or 538;

    public string Text => string.Join(' ', Lines);

    /// <summary>Goes on when the server did what was asked; a refusal is thrown, and so is an answer that is neither.</summary>
    public SmtpReply OrThrow(string step, Func<SmtpReply, bool> expected) =>
        expected(this) ? this
        : IsRefusal ? throw MailRefusedException.Answered(step, this)
        : throw new IOException($"The mail server answered {step} with an unexpected {Code}.");

    /// <summary>The parts of one line; <c>More</c> when another line of the same answer follows.</summary>
    public static (int Code, bool More, string Text) ParseLine(string line)
    {
        var isReply = line.Length >= 3
            && line[0] is >= '2' and <= '5'
            && char.IsAsciiDigit(line[1])
            && char.IsAsciiDigit(line[2])
            && (line.Length == 3 || line[3] is ' ' or '-');
        return isReply
            ? (int.Parse(line.AsSpan(0, 3), CultureInfo.InvariantCulture), line.Length > 3 && line[3] == '-', line.Length > 4 ? line[4..] : "")
            : throw new IOException("The mail server does not speak SMTP.");
    }
}
