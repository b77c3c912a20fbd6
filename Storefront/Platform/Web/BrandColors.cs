namespace Storefront.Platform.Web;

/// <summary>Makes any brand colour readable (WCAG 2.2, relative luminance).</summary>
public static class BrandColors
{
    /// <summary>Black or white, whichever is read more easily on a colour written as <c>#rrggbb</c>.</summary>
    public static string TextOn(string color)
    {
        var luminance = (0.2126 * Channel(color, 1)) + (0.7152 * Channel(color, 3)) + (0.0722 * Channel(color, 5));
        return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
    }

    private static double Channel(string color, int start)
    {
        var value = Convert.ToInt32(color.Substring(start, 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
