using System.Globalization;
using System.Xml.Linq;

namespace Storefront.Platform.Branding.Logos;

/// <summary>The size of a drawing: its view box, or its width and height, which become a view box so that it can be scaled.</summary>
internal static class SvgSize
{
    // A drawing has no pixels; its longer side gets the size of a good raster logo.
    private const double Longer = 512;

    public static (int Width, int Height) Of(XElement drawing)
    {
        var box = (drawing.Attribute("viewBox")?.Value ?? "").Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        double width, height;
        if (box.Length == 4)
        {
            (width, height) = (Number(box[2]), Number(box[3]));
        }
        else
        {
            (width, height) = (Number(drawing.Attribute("width")?.Value), Number(drawing.Attribute("height")?.Value));
            drawing.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}"));
        }

        if (width is not (> 0 and < 1e6) || height is not (> 0 and < 1e6))
        {
            throw SvgLogo.Refused("The logo does not say how large it is: give its first element a viewBox.");
        }

        var scale = Longer / Math.Max(width, height);
        var (shownWidth, shownHeight) = ((int)Math.Round(width * scale), (int)Math.Round(height * scale));
        drawing.SetAttributeValue("width", shownWidth);
        drawing.SetAttributeValue("height", shownHeight);
        return (shownWidth, shownHeight);
    }

    private static double Number(string? text)
    {
        var digits = text?.Trim().Replace("px", "", StringComparison.Ordinal);
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }
}
