using System.Text;
using Microsoft.Extensions.Localization;
using Storefront.Platform.Texts;

namespace Storefront.Platform.Mail.Rendering;

/// <summary>Renders the text part of a mail in lines of at most 78 characters, with every link alone on its line.</summary>
public static class PlainMail
{
    private const int Width = 78;

    public static string Write(MailBody words, Merchant merchant, IStringLocalizer<Sentences> texts)
    {
        var blocks = words.Parts.Select(part => Block(part, texts)).Prepend(texts.Of(words.Greeting));

        // The separator ends in a space (RFC 3676, 4.3): mail programs leave out what follows it when they quote.
        var end = $"-- \n{Line(merchant.Name)}\n{Line(merchant.SupportAddress)}\n{Wrapped(texts.Of(words.Reason))}\n";
        return string.Concat(blocks.Select(block => Wrapped(block) + "\n\n")) + end;
    }

    private static string Block(MailPart part, IStringLocalizer<Sentences> texts) => part switch
    {
        MailPart.Paragraph paragraph => texts.Of(paragraph.Text),
        MailPart.Aside aside => texts.Of(aside.Text),
        MailPart.Quote quote => Quoted(quote.Text),
        MailPart.Action action => $"{texts.Of(action.Label)}\n{action.Link}",
        MailPart.Way way => $"{texts.Of(way.Label)}\n{way.Link}",
        MailPart.Code code => code.Characters,
        MailPart.Points points => string.Join('\n', points.Items.Select(item => $"* {texts.Of(item)}").Prepend(texts.Of(points.Title))),
        MailPart.Fact fact => $"{texts.Of(fact.Name)}\n{fact.Value}",
        _ => throw new InvalidOperationException($"No text for {part.GetType().Name}."),
    };

    // Each line is marked, as mail programs mark quoted text.
    private static string Quoted(string text) =>
        string.Join(
            '\n',
            text.ReplaceLineEndings("\n").Split('\n').SelectMany(line => Wrapped(Line(line), Width - 2).Split('\n'))
                .Select(line => $"> {line}".TrimEnd()));

    private static string Line(string text) => text.ReplaceLineEndings(" ").Trim();

    private static string Wrapped(string text, int width = Width) => string.Join('\n', text.Split('\n').Select(line => WrappedLine(line, width)));

    // Breaks at plain spaces only: a no-break space keeps an amount or a question mark together, and a link has no space.
    private static string WrappedLine(string line, int width)
    {
        var wrapped = new StringBuilder();
        var column = 0;
        foreach (var word in line.Split(' '))
        {
            if (column > 0)
            {
                var breaks = column + 1 + word.Length > width;
                wrapped.Append(breaks ? '\n' : ' ');
                column = breaks ? 0 : column + 1;
            }

            wrapped.Append(word);
            column += word.Length;
        }

        return wrapped.ToString();
    }
}
