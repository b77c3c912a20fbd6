using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Storefront.Domain.Values;

/// <summary>A sentence for shoppers: an English format, which is also the key of its translations, and the values to insert.</summary>
/// <remarks>The API returns <see cref="English"/>. A page looks the format up in its language and inserts the same values. Values never
/// hold secrets.</remarks>
public sealed record Sentence(string Format, params object[] Values)
{
    public string English => Values.Length == 0 ? Format : string.Format(CultureInfo.InvariantCulture, Format, Values);

    [return: NotNullIfNotNull(nameof(format))]
    public static implicit operator Sentence?(string? format) => format is null ? null : new(format);

    public override string ToString() => English;
}
