namespace Storefront.Platform.Branding.Palette;

/// <summary>Makes any brand colour readable (WCAG 2.2, relative luminance); colours are <c>#rrggbb</c>.</summary>
public static class BrandColors
{
    /// <summary>The contrast WCAG 2.2 AA requires of text, and of visible parts: the edge of a field, the focus ring, an icon.</summary>
    public const double Text = 4.5;
    public const double Shape = 3;

    private const string White = "#ffffff";
    private const string Black = "#000000";
    private const double Step = 0.01;

    /// <summary>Black or white, whichever is more readable on a colour; one of them always reaches at least 4.58.</summary>
    public static string TextOn(string color) => Contrast(White, color) >= Contrast(Black, color) ? White : Black;

    /// <summary>The colour itself when its contrast to every background suffices, else the same hue, just so much lighter or darker that it
    /// does.</summary>
    public static string ReadableOn(string color, double least, params IReadOnlyList<string> grounds)
    {
        var step = TextOn(grounds[0]) == White ? Step : -Step;
        var (hue, saturation, lightness) = ToHsl(color);
        var readable = color;
        while (grounds.Any(ground => Contrast(readable, ground) < least) && lightness is >= 0 and <= 1)
        {
            lightness += step;
            readable = OfHsl(hue, saturation, Math.Clamp(lightness, 0, 1));
        }

        return readable;
    }

    /// <summary>A slightly darker or lighter colour, always in the direction in which its text stays readable.</summary>
    public static string Shifted(string color, double by)
    {
        var (hue, saturation, lightness) = ToHsl(color);
        var text = TextOn(color);
        var away = text == White ? -by : by;
        var towards = OfHsl(hue, saturation, Math.Clamp(lightness - away, 0, 1));

        // A colour that is nearly black or white cannot move further out, so it moves inwards.
        return lightness + away is >= 0 and <= 1 || Contrast(text, towards) < Text
            ? OfHsl(hue, saturation, Math.Clamp(lightness + away, 0, 1))
            : towards;
    }

    /// <summary>A background tinted with a colour: <paramref name="share"/> of it, 0 to 1.</summary>
    public static string Tinted(string ground, string color, double share)
    {
        return $"#{Part(1):x2}{Part(3):x2}{Part(5):x2}";

        int Part(int start) => (int)Math.Round((Channel(ground, start) * (1 - share)) + (Channel(color, start) * share));
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
            return (int)Math.Round(255 * (lightness - (saturation * Math.Min(lightness, 1 - lightness) * Math.Clamp(
                Math.Min(twelfth - 3, 9 - twelfth), -1, 1))));
        }
    }

    private static double Luminance(string color) =>
        (0.2126 * Linear(Channel(color, 1))) + (0.7152 * Linear(Channel(color, 3))) + (0.0722 * Linear(Channel(color, 5)));

    private static int Channel(string color, int start) => Convert.ToInt32(color.Substring(start, 2), 16);

    private static double Linear(int channel) =>
        channel / 255.0 is var value && value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
}
