using System.Globalization;

namespace Storefront.Platform.Api;

/// <summary>One page of a list, and the total number of rows.</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Number, int Size, int Total);

/// <summary>The paginator of the API's lists.</summary>
public sealed record Paginator<T>
{
    public required int CurrentPage { get; init; }
    public required IReadOnlyList<T> Data { get; init; }
    public required string FirstPageUrl { get; init; }
    public required int? From { get; init; }
    public required int LastPage { get; init; }
    public required string LastPageUrl { get; init; }
    public required IReadOnlyList<PaginatorLink> Links { get; init; }
    public required string? NextPageUrl { get; init; }
    public required string Path { get; init; }
    public required int PerPage { get; init; }
    public required string? PrevPageUrl { get; init; }
    public required int? To { get; init; }
    public required int Total { get; init; }

    /// <summary>The page in the API's form; <paramref name="path"/> is the list's address without a query.</summary>
    public static Paginator<T> Of(Page<T> page, string path)
    {
        var last = Math.Max(1, (page.Total + page.Size - 1) / page.Size);
        var first = page.Rows.Count == 0 ? (int?)null : ((page.Number - 1) * page.Size) + 1;
        string Url(int number) => $"{path}?page={number.ToString(CultureInfo.InvariantCulture)}";
        var previous = page.Number > 1 ? Url(page.Number - 1) : null;
        var next = page.Number < last ? Url(page.Number + 1) : null;
        return new()
        {
            CurrentPage = page.Number,
            Data = page.Rows,
            FirstPageUrl = Url(1),
            From = first,
            LastPage = last,
            LastPageUrl = Url(last),
            Links = [
                new(previous, "Previous", false),
                .. Around(page.Number, last)
                .Select(number => new PaginatorLink(Url(number), number.ToString(CultureInfo.InvariantCulture), number == page.Number)),
                new(next, "Next", false)
            ],
            NextPageUrl = next,
            Path = path,
            PerPage = page.Size,
            PrevPageUrl = previous,
            To = first + page.Rows.Count - 1,
            Total = page.Total,
        };
    }

    // A few pages on either side are enough; a complete list would grow with the merchant.
    private static IEnumerable<int> Around(int number, int last)
    {
        var start = Math.Clamp(number - 3, 1, last);
        return Enumerable.Range(start, Math.Min(last, number + 3) - start + 1);
    }
}

/// <summary>One link of a paginator.</summary>
public sealed record PaginatorLink(string? Url, string Label, bool Active);
