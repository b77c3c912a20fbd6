using System.Text.Json.Serialization;

namespace Storefront.Domain.Erasure;

/// <summary>How many rows of one kind an erasure handles, and what happens to them.</summary>
/// <param name="Kind">The rows in one word, as the mapping declares it, for example <c>sessions</c>.</param>
/// <param name="Fate">What happens to them.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="UntilEndOf">The last year in which any of them is kept.</param>
/// <param name="Ground">The legal ground for keeping them.</param>
public sealed record ErasureLine(string Kind, RowFate Fate, int Count, int? UntilEndOf = null, string? Ground = null);

/// <summary>What an erasure does with a row.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RowFate>))]
public enum RowFate
{
    /// <summary>The row is deleted.</summary>
    Erased,

    /// <summary>The row stays without personal data.</summary>
    Masked,

    /// <summary>The row stays unchanged, without the reference to the customer, until its retention term ends.</summary>
    Kept,
}
