using Storefront.Platform.Results;

namespace Storefront.Features.Webhooks;

/// <summary>Which page of a list, of which size.</summary>
public sealed record WebhookPage(int Number, int Size)
{
    private const int DefaultSize = 15;
    private const int LargestSize = 200;
    private const int LastPage = 1_000_000;

    public int Skipped => (Number - 1) * Size;

    /// <summary>Checks the page together with the other fields' problems; returns every problem, or the page.</summary>
    public static Refusal? Check(int? number, int? size, FieldProblems problems, out WebhookPage page)
    {
        problems.Add("page", number is null or (>= 1 and <= LastPage) ? null : "Pages are counted from 1.");
        problems.Add("per_page", size is null or (>= 1 and <= LargestSize) ? null : new Sentence("Choose between 1 and {0}.", LargestSize));
        page = new(number ?? 1, size ?? DefaultSize);
        return problems.ToRefusal();
    }
}
