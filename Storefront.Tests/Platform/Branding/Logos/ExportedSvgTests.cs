using System.Text;
using Storefront.Platform.Branding.Logos;

namespace Storefront.Tests.Platform.Branding.Logos;

/// <summary>What drawing programs export is taken once it is cleaned, and drawn as they drew it; what cannot be cleaned is refused with the
/// way to export it.</summary>
public sealed class ExportedSvgTests
{
    private const string Doctype = "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">";
    private const string Open = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 64 32">""";

    [Fact]
    public void Illustrators_file_keeps_its_colours_its_clip_and_its_use()
    {
        var content = Accepted($$"""
            <?xml version="1.0" encoding="utf-8"?>
            <!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
            {{Doctype}}
            <svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px"
                 viewBox="0 0 200 100" style="enable-background:new 0 0 200 100;" xml:space="preserve">
            <style type="text/css">
                .st0{clip-path:url(#SVGID_2_);}
                .st1{fill:#7C2D12;}
                .st2{fill:none;stroke:#FBBF24;stroke-width:3;stroke-miterlimit:10;}
            </style>
            <g><defs><rect id="SVGID_1_" width="200" height="100"/></defs>
              <clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_"  style="overflow:visible;"/></clipPath>
              <g class="st0"><path class="st1" d="M0,0h90v90z"/><path class="st1 st2" d="M9,9h9"/></g></g>
            </svg>
            """);

        Assert.Contains("""<path d="M0,0h90v90z" fill="#7C2D12" />""", content, StringComparison.Ordinal);
        Assert.Contains(
            """<path d="M9,9h9" fill="none" stroke="#FBBF24" stroke-width="3" stroke-miterlimit="10" />""", content, StringComparison.Ordinal);
        Assert.Contains("""<use href="#SVGID_1_" overflow="visible" />""", content, StringComparison.Ordinal);
        Assert.Contains("""<g clip-path="url(#SVGID_2_)">""", content, StringComparison.Ordinal);
        Assert.DoesNotContain("style", content, StringComparison.Ordinal);
        Assert.DoesNotContain("class", content, StringComparison.Ordinal);
    }

    [Fact]
    public void Inkscapes_file_keeps_its_hidden_layer_hidden_and_its_symbol_drawn()
    {
        var content = Accepted($$"""
            <?xml version="1.0" encoding="UTF-8" standalone="no"?>
            {{Doctype}}
            <svg width="60mm" height="30mm" viewBox="0 0 60 30" version="1.1" id="svg5" inkscape:version="1.3" sodipodi:docname="logo.svg"
               xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
               xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg">
              <sodipodi:namedview id="namedview7" pagecolor="#ffffff"/>
              <defs id="defs2"><style id="style1">.cls-1{fill:#fbbf24}</style>
                <symbol id="leaf" viewBox="0 0 9 9"><path d="M0 0h9v9z" style="fill:#14532d;fill-opacity:1"/></symbol></defs>
              <g inkscape:label="Guides" inkscape:groupmode="layer" id="layer2" style="display:none"><path d="M1 1h60"/></g>
              <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1" style="display:inline">
                <use xlink:href="#leaf" x="3" y="3" width="9" height="9" id="use1"/>
                <path id="p" class="cls-1" d="M20 20h9" style="fill:#14532d;paint-order:markers stroke fill"/>
              </g>
            </svg>
            """);

        Assert.Contains("""<g id="layer2" display="none">""", content, StringComparison.Ordinal);
        Assert.Contains(
            """<symbol id="leaf" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#14532d" fill-opacity="1" /></symbol>""", content,
            StringComparison.Ordinal);
        Assert.Contains("""<use href="#leaf" x="3" y="3" width="9" height="9" id="use1" />""", content, StringComparison.Ordinal);
        Assert.Contains("""<path id="p" d="M20 20h9" fill="#14532d" paint-order="markers stroke fill" />""", content, StringComparison.Ordinal);
    }

    // The same element said something in every place: as style sheets weigh them.
    [Theory]
    [InlineData("path{fill:#aaa}", "fill=\"#bbb\"", "#aaa")]
    [InlineData("path{fill:#aaa} .a{fill:#ccc}", "fill=\"#bbb\" class=\"a\"", "#ccc")]
    [InlineData(".a{fill:#ccc} path{fill:#aaa}", "class=\"a\"", "#ccc")]
    [InlineData("#p{fill:#ddd} .a{fill:#ccc}", "class=\"a\" id=\"p\"", "#ddd")]
    [InlineData("path.a{fill:#eee} .a{fill:#ccc}", "class=\"a\"", "#eee")]
    [InlineData(".a{fill:#ccc} .b{fill:#fff}", "class=\"b a\"", "#fff")]
    [InlineData("#p{fill:#ddd}", "id=\"p\" style=\"fill:#123\"", "#123")]
    [InlineData("*{fill:#ddd}", "", "#ddd")]
    [InlineData(".b, path , .c{fill:#ddd}", "", "#ddd")]
    [InlineData("/* .a{} */ path{ /* red */ fill : #ddd ; }", "", "#ddd")]
    [InlineData("path{fill:#ddd!important}", "", "#ddd")]
    [InlineData("<![CDATA[path{fill:#ddd}]]>", "", "#ddd")]
    [InlineData("circle{fill:#ddd}", "fill=\"#bbb\"", "#bbb")]
    public void Rules_weigh_as_in_a_browser(string rules, string attributes, string expected) => Assert.Contains(
        $"fill=\"{expected}\"", Accepted($"{Open}<style>{rules}</style><path d=\"M0 0h9v9z\" {attributes}/></svg>"), StringComparison.Ordinal);

    [Theory]
    [InlineData(
        "Preserve Illustrator Editing Capabilities",
        "<!DOCTYPE svg [<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">]><svg xmlns=\"&ns_svg;\" viewBox=\"0 0 9 9\"/>")]
    [InlineData("text as paths", Open + "<text x=\"1\" y=\"1\">Aurora</text></svg>")]
    [InlineData("no effects", Open + "<filter id=\"blur\"/></svg>")]
    [InlineData("embedded pictures", Open + "<image width=\"9\" height=\"9\" xlink:href=\"data:image/png;base64,AAAA\"/></svg>")]
    [InlineData("Presentation Attributes", Open + "<style>.a > .b{fill:red}</style></svg>")]
    [InlineData("Plain SVG", Open + "<style>@media print{.a{fill:red}}</style></svg>")]
    [InlineData("Expand its copies", Open + "<use id=\"a\" href=\"#a\"/></svg>")]
    public void What_cannot_be_cleaned_is_refused_with_the_way_to_export_it(string way, string svg) =>
        Assert.Contains(way, LogoFile.Check(Encoding.UTF8.GetBytes(svg), out _)?.English, StringComparison.Ordinal);

    private static string Accepted(string svg)
    {
        Assert.Null(LogoFile.Check(Encoding.UTF8.GetBytes(svg), out var logo)?.English);
        var content = Encoding.UTF8.GetString(logo!.Content);
        Assert.Null(LogoFile.Check(logo.Content, out var again)?.English);
        Assert.Equal(content, Encoding.UTF8.GetString(again!.Content));
        return content;
    }
}
