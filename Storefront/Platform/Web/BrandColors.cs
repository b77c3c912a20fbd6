namespace Storefront.Platform.Web;

/// <summary>Makes any brand colour readable (WCAG 2.2, relative luminance); colours are written as <c>#rrggbb</c>.</summary>
public static class BrandColors
{
    /// <summary>The surfaces that text stands on, light and dark: the darkest of the light ones and the lightest of the dark ones in storefront.css.</summary>
    public const string LightSurface = "#f4f2ef";
    public const string DarkSurface = "#201e1c";

    // More than the 4.5 that AA asks for: a colour that only just passes looks switched off.
    private const double Readable = 7;
    private const double Step = 0.01;

    /// <summary>Black or white, whichever is read more easily on a colour.</summary>
    public static string TextOn(string color) => Contrast("#ffffff", color) >= Contrast("#000000", color) ? "#ffffff" : "#000000";

    /// <summary>The colour itself where it can be read on the surface, else the same hue just so much lighter or darker that it can.</summary>
    public static string ReadableOn(string surface, string color)
    {
        var step = TextOn(surface) == "#ffffff" ? Step : -Step;
        var (hue, saturation, lightness) = ToHsl(color);
        var readable = color;
        while (Contrast(readable, surface) < Readable && lightness is >= 0 and <= 1)
        {
            lightness += step;
            readable = OfHsl(hue, saturation, Math.Clamp(lightness, 0, 1));
        }

        return readable;
    }

    /// <summary>The contrast of two colours, 1 to 21.</summary>
    public static double Contrast(string one, string other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static (double Hue, double Saturation, double Lightness) ToHsl(string color)
    {
        var drawing = System.Drawing.ColorTranslator.FromHtml(color);
        return (drawing.GetHue(), drawing.GetSaturation(), drawing.GetBrightness());
    }

    // The short form of CSS Color 4, section 7.1.
    private static string OfHsl(double hue, double saturation, double lightness)
    {
        return $"#{Part(0):x2}{Part(8):x2}{Part(4):x2}";

        int Part(int offset)
        {
            var twelfth = (offset + (hue / 30)) % 12;
            return (int)Math.Round(255 * (lightness - (saturation * Math.Min(lightness, 1 - lightness) * Math.Clamp(Math.Min(twelfth - 3, 9 - twelfth), -1, 1))));
        }
    }

    private static double Luminance(string color) => (0.2126 * Linear(Channel(color, 1))) + (0.7152 * Linear(Channel(color, 3))) + (0.0722 * Linear(Channel(color, 5)));

    private static int Channel(string color, int start) => Convert.ToInt32(color.Substring(start, 2), 16);

    private static double Linear(int channel) => channel / 255.0 is var value && value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
}
