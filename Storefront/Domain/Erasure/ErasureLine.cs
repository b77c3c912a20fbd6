using System.Text.Json.Serialization;

namespace Storefront.Domain.Erasure;

/// <summary>How many rows of a kind one erasure deals with, and what becomes of them.</summary>
/// <param name="Kind">The rows in one word, as the mapping declares it, for example <c>sessions</c>.</param>
/// <param name="Fate">What becomes of them.</param>
/// <param name="Count">How many.</param>
/// <param name="UntilEndOf">The last year in which any of them is kept.</param>
/// <param name="Ground">Why they are kept.</param>
public sealed record ErasureLine(string Kind, RowFate Fate, int Count, int? UntilEndOf = null, string? Ground = null);

/// <summary>What an erasure does with a row.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RowFate>))]
public enum RowFate
{
    /// <summary>It goes.</summary>
    Erased,

    /// <summary>It stays, and says nothing about the person any more.</summary>
    Masked,

    /// <summary>It stays as it is, without the link to the customer, until its term is over.</summary>
    Kept,
}
