using System.Xml.Linq;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Counts the drawn elements when every <c>use</c> is followed, so that a small file cannot expand without end.</summary>
internal sealed class SvgUses
{
    private readonly Dictionary<string, XElement> _named;
    private readonly Dictionary<XElement, int> _counted = [];

    private SvgUses(XElement drawing) => _named = drawing.DescendantsAndSelf().Where(element => element.Attribute("id") is not null)
        .GroupBy(element => element.Attribute("id")!.Value).ToDictionary(named => named.Key, named => named.First(), StringComparer.Ordinal);

    /// <summary>The number of drawn elements; a drawing that uses itself is refused, and so is one with more than
    /// <paramref name="most"/>.</summary>
    public static int Count(XElement drawing, int most) => new SvgUses(drawing).Count(drawing, most, depth: 0);

    private int Count(XElement element, int most, int depth)
    {
        if (_counted.TryGetValue(element, out var known))
        {
            return known;
        }

        var count = depth <= SvgLogo.MaxDepth ? 1 : throw TooMuch();
        foreach (var next in element.Elements().Concat(UsedBy(element)))
        {
            count += Count(next, most, depth + 1);
            if (count > most)
            {
                throw TooMuch();
            }
        }

        return _counted[element] = count;
    }

    private IEnumerable<XElement> UsedBy(XElement element) =>
        element.Name.LocalName == "use" && element.Attribute("href") is { } href && _named.TryGetValue(href.Value[1..], out var used) ? [used] : [];

    private static LogoRefusedException TooMuch() =>
        SvgLogo.Refused("The logo uses parts of itself too often. Expand its copies into shapes and export it again.");
}
