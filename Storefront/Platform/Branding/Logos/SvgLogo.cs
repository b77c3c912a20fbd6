using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Rebuilds a drawing from the shapes and colours of an SVG: what is not on the list is dropped, and what only an attack needs is
/// refused.</summary>
internal static partial class SvgLogo
{
    private const int MaxElements = 2000;
    internal const int MaxDepth = 32;

    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly HashSet<string> Drawn =
    [
        "svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "linearGradient", "radialGradient", "stop",
        "clipPath", "mask", "symbol", "use",
    ];

    private static readonly string[] Editors = [
        "http://www.inkscape.org/", "http://sodipodi.sourceforge.net/", "http://ns.adobe.com/", "http://www.bohemiancoding.com/",
        "http://www.serif.com/", "http://www.figma.com/"
    ];

    /// <summary>The logo, or null when the file is not an SVG.</summary>
    public static LogoFile? Rebuild(byte[] file)
    {
        if (Read(file) is not { } source || source.Name.LocalName != "svg")
        {
            return null;
        }

        if (source.Name != Svg + "svg")
        {
            throw Refused("The logo is no SVG of the usual kind: its first element must be svg in the namespace {0}.", Svg.NamespaceName);
        }

        var elements = 0;
        var drawing = Copy(source, SvgStyles.Of(source), 0, ref elements);
        _ = SvgUses.Count(drawing, MaxElements);
        var (width, height) = SvgSize.Of(drawing);
        return new(Encoding.UTF8.GetBytes(drawing.ToString(SaveOptions.DisableFormatting)), "image/svg+xml", width, height);
    }

    /// <summary>A refusal that names the offending part.</summary>
    public static LogoRefusedException Refused(string format, params object[] values) => new(new Sentence(format, values));

    private static XElement? Read(byte[] file)
    {
        // A document type is skipped, so there are no entities; nothing is fetched. Only UTF-8 is read, so no other encoding can hide
        // content.
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersInDocument = LogoFile.MaxBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true
        };
        try
        {
            var content = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
            if (EditorData().IsMatch(content))
            {
                throw Refused(
                    "The logo brings definitions along that only its editor understands. Export it without: in Illustrator without Preserve "
                        + "Illustrator Editing Capabilities, in Inkscape as Plain SVG.");
            }

            using var text = new StringReader(content);
            using var reader = XmlReader.Create(text, settings);
            reader.MoveToContent();
            return XElement.Load(reader);
        }
        catch (Exception problem) when (problem is XmlException or ArgumentException)
        {
            return LooksLikeSvg(file)
                ? throw Refused(
                    "The logo is SVG that cannot be read safely: it must be UTF-8 and well-formed. Export it again: in Inkscape as Plain SVG, in "
                        + "Illustrator by Export As.")
                : null;
        }
    }

    private static bool LooksLikeSvg(byte[] file) =>
        Encoding.Latin1.GetString(file).Replace("\0", "", StringComparison.Ordinal).Contains("<svg", StringComparison.OrdinalIgnoreCase);

    private static XElement Copy(XElement source, SvgStyles styles, int depth, ref int elements)
    {
        if (++elements > MaxElements || depth > MaxDepth)
        {
            throw Refused("The logo has more than {0} elements, or more than {1} inside of each other. Simplify it.", MaxElements, MaxDepth);
        }

        if (source.Name.Namespace != Svg || !Drawn.Contains(source.Name.LocalName) || (source.Name.LocalName == "svg") != (depth == 0))
        {
            throw Refused(
                "The logo uses the element {0}, which a logo may not. Export plain shapes: text as paths, no effects, no embedded pictures.",
                source.Name.LocalName);
        }

        var copy = new XElement(source.Name, SvgAttributes.Copy(source, styles));
        foreach (var child in source.Elements().Where(child => !IsNote(child)))
        {
            copy.Add(Copy(child, styles, depth + 1, ref elements));
        }

        return copy;
    }

    // Titles, style rules that are now attributes, and editors' metadata draw nothing.
    private static bool IsNote(XElement element) =>
        (element.Name.Namespace == Svg && element.Name.LocalName is "metadata" or "title" or "desc" or "style")
            || Editors.Any(editor => element.Name.NamespaceName.StartsWith(editor, StringComparison.Ordinal));

    // A document type with an internal subset could define entities.
    [GeneratedRegex(@"<!DOCTYPE[^>]*\[|<!ENTITY", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EditorData();
}
