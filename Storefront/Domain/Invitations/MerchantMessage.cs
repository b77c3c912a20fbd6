namespace Storefront.Domain.Invitations;

/// <summary>A merchant's message in a mail: plain text of several lines, at most 1000 characters, never rendered as markup.</summary>
public static class MerchantMessage
{
    public const int MaxLength = 1000;

    public static Sentence? Check(string? text, out string? message)
    {
        message = string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n").Trim();
        if (message?.EnumerateRunes().Skip(MaxLength).Any() == true)
        {
            return new("Use at most {0} characters.", MaxLength);
        }

        return message?.Split('\n').Select(line => TextRules.CheckOptionalLine(line, MaxLength, out _)).FirstOrDefault(problem => problem is not null);
    }
}
