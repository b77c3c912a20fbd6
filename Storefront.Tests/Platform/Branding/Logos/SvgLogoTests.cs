using System.Text;
using Storefront.Platform.Branding.Logos;

namespace Storefront.Tests.Platform.Branding.Logos;

/// <summary>A merchant's drawing can draw and do nothing else: published SVG attacks, each refused with a message.</summary>
public sealed class SvgLogoTests
{
    private const string Open = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 64 32">""";

    public static TheoryData<string> Attacks =>
    [
        // Scripts, in every place that SVG has for them.
        Open + "<script>alert(1)</script></svg>",
        Open + "<script href=\"https://evil.test/x.js\"/></svg>",
        Open + "<g><script type=\"text/ecmascript\"><![CDATA[alert(1)]]></script></g></svg>",
        Open + "<SCRIPT>alert(1)</SCRIPT></svg>",
        Open + "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script></svg>",
        Open + "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script></svg>",
        Open + "<handler xmlns:ev=\"http://www.w3.org/2001/xml-events\" ev:event=\"load\">alert(1)</handler></svg>",
        Open + "<path d=\"M0 0\" onclick=\"alert(1)\"/></svg>",
        Open + "<path d=\"M0 0\" ONMOUSEOVER=\"alert(1)\"/></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 32\" onload=\"alert(document.domain)\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 32\" onload&#61;\"alert(1)\"/>",

        // HTML inside it.
        Open + "<foreignObject><iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"javascript:alert(1)\"/></foreignObject></svg>",
        Open
            + "<foreignObject width=\"9\" height=\"9\"><body "
                + "xmlns=\"http://www.w3.org/1999/xhtml\"><script>alert(1)</script></body></foreignObject></svg>",
        Open + "<iframe xmlns=\"http://www.w3.org/1999/xhtml\" srcdoc=\"&lt;script&gt;alert(1)&lt;/script&gt;\"/></svg>",
        Open + "<embed xmlns=\"http://www.w3.org/1999/xhtml\" src=\"https://evil.test/\"/></svg>",

        // Links, and animations that turn a harmless one into another (CVE-2011-3603 and similar).
        Open + "<a href=\"javascript:alert(1)\"><path d=\"M0 0h9v9z\"/></a></svg>",
        Open + "<a xlink:href=\"https://evil.test/\"><path d=\"M0 0h9v9z\"/></a></svg>",
        Open + "<path d=\"M0 0\"><set attributeName=\"onmouseover\" to=\"alert(1)\"/></path></svg>",
        Open + "<path d=\"M0 0\"><animate attributeName=\"href\" values=\"javascript:alert(1)\"/></path></svg>",
        Open + "<animateTransform attributeName=\"transform\" onbegin=\"alert(1)\" begin=\"0s\"/></svg>",

        // External references: they reveal who looks.
        Open + "<image href=\"https://evil.test/pixel.png\" width=\"1\" height=\"1\"/></svg>",
        Open + "<image xlink:href=\"data:image/svg+xml;base64,PHN2Zy8+\"/></svg>",
        Open + "<image href=\"file:///etc/passwd\"/></svg>",
        Open + "<use href=\"https://evil.test/x.svg#x\"/></svg>",
        Open + "<use xlink:href=\"data:image/svg+xml,x#x\"/></svg>",
        Open + "<path d=\"M0 0\" fill=\"url(https://evil.test/x.svg#a)\"/></svg>",
        Open + "<path d=\"M0 0\" fill=\"url('//evil.test/x#a')\"/></svg>",
        Open + "<path d=\"M0 0\" fill=\"\\75rl(//evil.test)\"/></svg>",
        Open + "<path d=\"M0 0\" style=\"fill:url(https://evil.test/)\"/></svg>",
        Open + "<path d=\"M0 0\" style=\"fill:URL(#a) url(https://evil.test/)\"/></svg>",
        Open + "<path d=\"M0 0\" clip-path=\"url(data:image/svg+xml,x)\"/></svg>",
        Open + "<path d=\"M0 0\" filter=\"url(https://evil.test/#f)\"/></svg>",
        Open + "<filter id=\"f\"><feImage href=\"https://evil.test/\"/></filter></svg>",
        Open + "<linearGradient id=\"a\" href=\"https://evil.test/x.svg#a\"/></svg>",
        Open + "<linearGradient id=\"a\" xlink:href=\"javascript:alert(1)\"/></svg>",
        Open + "<g xml:base=\"https://evil.test/\"><path d=\"M0 0\"/></g></svg>",
        Open + "<path d=\"M0 0\" src=\"https://evil.test/x.png\"/></svg>",
        Open + "<path d=\"M0 0\" cursor=\"url(https://evil.test/c.cur)\"/></svg>",

        // Styles: rules load external files (@import, @font-face, url) and affect the page.
        Open + "<style>@import url(https://evil.test/x.css);</style></svg>",
        Open + "<style>path{fill:url(https://evil.test/)}</style></svg>",
        Open + "<style>@font-face{font-family:x;src:url(https://evil.test/x.woff)}</style></svg>",
        Open + "<style>@media screen{path{fill:red}}</style></svg>",
        Open + "<style>path{fill:red}}</style></svg>",
        Open + "<style>g path{fill:red}</style></svg>",
        Open + "<style>path:hover{fill:red}</style></svg>",
        Open + "<style>[id]{fill:red}</style></svg>",
        Open + "<style>.a{fill:\\75rl(https://evil.test/)}</style></svg>",
        Open + "<style>.a{fill:red;/*}*/clip-path:url(https://evil.test/)}</style></svg>",
        Open + "<style>.a{fill:red</style></svg>",
        Open + "<style><script>alert(1)</script></style></svg>",

        // Entities and document types: server files, server-side requests, and billion laughs.
        "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + Open + "<title>&x;</title></svg>",
        "<!DOCTYPE svg [<!ENTITY % x SYSTEM \"http://evil.test/x.dtd\"> %x;]>" + Open + "</svg>",
        "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + Open + "<title>&b;</title></svg>",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [<!ENTITY ns_ai "
            + "\"http://ns.adobe.com/\">]>"
            + Open + "</svg>",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">" + Open
            + "<path d=\"M0 0\" id=\"&nbsp;\"/></svg>",
        Open + "<path d=\"&undefined;\"/></svg>",

        // Parts that are used: in themselves, and in one another until there are a billion.
        Open + "<g id=\"a\"><use href=\"#a\"/></g></svg>",
        Open + "<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g></svg>",
        Open + "<path id=\"u0\" d=\"M0 0h9v9z\"/>"
            + string.Concat(Enumerable.Range(1, 12)
                .Select(level => $"<g id=\"u{level}\">{string.Concat(Enumerable.Repeat($"<use href=\"#u{level - 1}\"/>", 10))}</g>"))
            + "</svg>",

        // Excessive amounts.
        Open + string.Concat(Enumerable.Repeat("<g>", 200)) + string.Concat(Enumerable.Repeat("</g>", 200)) + "</svg>",
        Open + string.Concat(Enumerable.Repeat("<g/>", 3000)) + "</svg>",

        // Not quite SVG, or not our subset.
        "<svg onload=\"alert(1)\" viewBox=\"0 0 9 9\"/>",
        "<x:svg xmlns:x=\"http://www.w3.org/1999/xhtml\"/>",
        Open + "<svg/></svg>",
        Open + "<text>Aurora</text></svg>",
        Open + "<path d=\"M0 0\"",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 0 10\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 NaN 10\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" height=\"100%\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1000 10\"/>",
    ];

    [Theory, MemberData(nameof(Attacks))]
    public void An_attack_is_refused_with_a_message(string attack)
    {
        var problem = LogoFile.Check(Encoding.UTF8.GetBytes(attack), out _);

        Assert.NotNull(problem);
        Assert.StartsWith("The logo ", problem.English, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.test", problem.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16"), InlineData("utf-32")]
    public void Another_encoding_is_refused(string encoding) =>
        Assert.NotNull(LogoFile.Check(
            [.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding).GetBytes(Open + "<script>alert(1)</script></svg>")],
            out _));

    [Fact]
    public void A_plain_drawing_is_rebuilt_with_its_shapes_and_colours()
    {
        var logo = Accepted(
            Open
                + """<defs><linearGradient id="a"><stop offset="0" stop-color="#f00"/></linearGradient></defs>"""
                + """<g fill="url(#a)" transform="scale(2)"><path d="M0 0h9v9z"/></g></svg>""");

        Assert.Equal(("image/svg+xml", 512, 256), (logo.MediaType, logo.Width, logo.Height));
        Assert.Equal(
            """<svg viewBox="0 0 64 32" width="512" height="256" xmlns="http://www.w3.org/2000/svg">"""
                + """<defs><linearGradient id="a"><stop offset="0" stop-color="#f00" /></linearGradient></defs>"""
                + """<g fill="url(#a)" transform="scale(2)"><path d="M0 0h9v9z" /></g></svg>""",
            Encoding.UTF8.GetString(logo.Content));
    }

    [Fact]
    public void Editors_metadata_is_dropped()
    {
        var logo = Accepted("""
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Generator: <script>alert(1)</script> -->
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
              width="64px" height="64px" class="x" id="logo" inkscape:version="1.3">
              <title>Aurora</title><metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata><inkscape:grid/>
              <path style="fill:#7c2d12;stroke-width:2;font-family:Arial;-inkscape-font-specification:x"
                d="M0 0h9v9z" data-name="x" inkscape:label="x"/>
            </svg>
            """);

        Assert.Equal(
            """<svg width="512" height="512" id="logo" viewBox="0 0 64 64" xmlns="http://www.w3.org/2000/svg">"""
                + """<path d="M0 0h9v9z" fill="#7c2d12" stroke-width="2" /></svg>""",
            Encoding.UTF8.GetString(logo.Content));
    }

    [Fact]
    public void A_gradient_may_reference_another() =>
        Assert.Contains(
            "href=\"#a\"", Encoding.UTF8.GetString(Accepted(Open + "<linearGradient id=\"b\" xlink:href=\"#a\"/></svg>").Content),
            StringComparison.Ordinal);

    private static LogoFile Accepted(string svg)
    {
        Assert.Null(LogoFile.Check(Encoding.UTF8.GetBytes(svg), out var logo)?.English);
        return logo!;
    }
}
