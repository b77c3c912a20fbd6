namespace Storefront.Domain.Invitations;

/// <summary>A merchant's own words in a mail: plain text of several lines, at most 500 characters, shown as text and never as markup.</summary>
public static class MerchantMessage
{
    public const int MaxLength = 500;

    public static Sentence? Check(string? text, out string? message)
    {
        message = null;
        var given = TextRules.TrimEnds(text).ReplaceLineEndings("\n");
        if (given.EnumerateRunes().Skip(MaxLength).Any())
        {
            return new("Use at most {0} characters.", MaxLength);
        }

        var lines = new List<string?>();
        foreach (var line in given.Split('\n'))
        {
            if (TextRules.CheckOptionalLine(line, MaxLength, out var kept) is { } problem)
            {
                return problem;
            }

            lines.Add(kept);
        }

        message = given.Length == 0 ? null : string.Join('\n', lines);
        return null;
    }
}
