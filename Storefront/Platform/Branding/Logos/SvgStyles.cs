using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Converts a drawing's style rules into attributes of its elements; no rule is copied.</summary>
/// <remarks>Drawing programs write rules for one class, id or element. Any other style is refused with advice on how to export without
/// it.</remarks>
internal sealed partial class SvgStyles
{
    private readonly List<Rule> _rules = [];

    public static SvgStyles Of(XElement drawing)
    {
        var styles = new SvgStyles();
        foreach (var sheet in drawing.Descendants(SvgLogo.Svg + "style"))
        {
            styles.Read(sheet.Value);
        }

        return styles;
    }

    /// <summary>The rules for an element, the most specific last.</summary>
    public IEnumerable<(string Name, string Value)> For(XElement element) =>
        _rules.Where(rule => rule.Fits(element)).OrderBy(rule => rule.Weight).SelectMany(rule => rule.Properties);

    private void Read(string sheet)
    {
        var at = 0;
        var plain = Comment().Replace(sheet, " ").TrimEnd();
        while (at < plain.Length)
        {
            var block = Block().Match(plain, at);
            if (!block.Success)
            {
                throw NotPlain();
            }

            var properties = SvgAttributes.PropertiesOf(block.Groups["properties"].Value).ToList();
            foreach (var selector in block.Groups["selectors"].Value.Split(','))
            {
                _rules.Add(RuleOf(selector.Trim(), properties));
            }

            at += block.Length;
        }
    }

    private static Rule RuleOf(string selector, List<(string Name, string Value)> properties)
    {
        var parts = Selector().Match(selector);
        return parts.Success && selector.Length > 0
            ? new(parts.Groups["element"].Value, parts.Groups["class"].Value, parts.Groups["id"].Value, properties)
            : throw NotPlain();
    }

    private static LogoRefusedException NotPlain() => SvgLogo.Refused(
        "The logo has style rules that cannot be cleaned. Export it without them: in Inkscape as Plain SVG, in Illustrator with Styling set to "
            + "Presentation Attributes.");

    [GeneratedRegex(@"/\*.*?\*/|<!--|-->", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\G\s*(?<selectors>[^{}@;]+)\{(?<properties>[^{}@]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex(
        @"^(\*|(?<element>[A-Za-z]+))?(\.(?<class>[A-Za-z_][\w\-]*)|#(?<id>[A-Za-z_][\w\-]*))?\z", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Selector();

    private sealed record Rule(string Element, string Class, string Id, IReadOnlyList<(string Name, string Value)> Properties)
    {
        /// <summary>CSS specificity: an id over a class, a class over an element; of equal ones the later.</summary>
        public int Weight => (Id.Length > 0 ? 4 : 0) + (Class.Length > 0 ? 2 : 0) + (Element.Length > 0 ? 1 : 0);

        public bool Fits(XElement element) =>
            (Element.Length == 0 || element.Name.LocalName == Element)
            && (Id.Length == 0 || element.Attribute("id")?.Value == Id)
            && (Class.Length == 0 || (element.Attribute("class")?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Contains(Class, StringComparer.Ordinal));
    }
}
