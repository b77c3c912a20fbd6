using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Copies the attributes for position and colour of a shape; a value may hold numbers, words and colours, and reference only the
/// same drawing.</summary>
internal static partial class SvgAttributes
{
    private static readonly HashSet<string> Geometry =
    [
        "d", "x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2", "fx", "fy", "points", "viewBox", "transform",
        "preserveAspectRatio", "offset",
        "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "maskUnits", "maskContentUnits", "pathLength", "id",
    ];

    // These may also appear inside style="…".
    private static readonly HashSet<string> Paint =
    [
        "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
        "stroke-dasharray", "stroke-dashoffset",
        "stop-color", "stop-opacity", "opacity", "clip-rule", "clip-path", "mask", "color", "display", "visibility", "overflow", "paint-order",
        "vector-effect",
    ];

    // These draw something by referencing something external. Dropping them would change the picture, so they are refused.
    private static readonly HashSet<string> Reaching = ["href", "src", "filter", "cursor", "base"];

    /// <summary>The copied attributes of an element: its own, overridden by style rules, overridden by its own style.</summary>
    public static IEnumerable<XAttribute> Copy(XElement element, SvgStyles styles) =>
        element.Attributes().Where(attribute => attribute.Name != "style").SelectMany(Spelled)
        .Concat(styles.For(element))
        .Concat(PropertiesOf(element.Attribute("style")?.Value ?? ""))
        .Where(written => IsWanted(element.Name.LocalName, written.Name, written.Value))
        .GroupBy(written => written.Name)
        .Select(written => new XAttribute(written.Key, written.Last().Value));

    // Attributes of editors and of XML itself are not part of the drawing; xlink:href is href under another name.
    private static IEnumerable<(string Name, string Value)> Spelled(XAttribute attribute)
    {
        if (attribute.IsNamespaceDeclaration)
        {
            return [];
        }

        var name = attribute.Name.LocalName;
        if (attribute.Name.Namespace != XNamespace.None)
        {
            return Reaching.Contains(name) ? [(name, attribute.Value)] : [];
        }

        return [(name, attribute.Value.Trim())];
    }

    /// <summary>The colour and line properties of style rules; other properties draw nothing here.</summary>
    public static IEnumerable<(string Name, string Value)> PropertiesOf(string style) =>
        style.Split(';').Select(rule => rule.Split(':', 2)).Where(rule => rule.Length == 2)
        .Select(rule => (Name: rule[0].Trim(), Value: rule[1].Replace("!important", "", StringComparison.OrdinalIgnoreCase).Trim()))
        .Where(rule => Paint.Contains(rule.Name) && IsWanted("style", rule.Name, rule.Value));

    private static bool IsWanted(string element, string name, string value)
    {
        if (name == "href" && (element == "use" || element.EndsWith("Gradient", StringComparison.Ordinal)) && Here().IsMatch(value))
        {
            return true;
        }

        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || Reaching.Contains(name))
        {
            throw SvgLogo.Refused(
                "The logo uses {0} on the element {1}, which a logo may not. Export plain shapes, without scripts, links and effects.", name,
                element);
        }

        if (!Geometry.Contains(name) && !Paint.Contains(name))
        {
            return false;
        }

        if (Inside().IsMatch(value) || (Plain().IsMatch(value) && !value.Contains("url", StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        throw SvgLogo.Refused("The logo has a value for {0} on the element {1} that cannot be shown safely.", name, element);
    }

    // Numbers, words, colours and functions of them: nothing that can end the value or contain an address.
    [GeneratedRegex(@"^[A-Za-z0-9#%.,()+\-_\s]*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();

    // A gradient may reuse the colours of another.
    [GeneratedRegex(@"^#[A-Za-z0-9_\-]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Here();

    // A reference inside the same drawing.
    [GeneratedRegex(@"^url\(['""]?#[A-Za-z0-9_\-]+['""]?\)\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Inside();
}
