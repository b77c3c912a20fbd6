using System.Globalization;

namespace Storefront.Platform.Texts;

/// <summary>The writing direction of the current language.</summary>
public static class TextDirection
{
    /// <summary>The <c>dir</c> attribute of a page or mail: <c>ltr</c> or <c>rtl</c>.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? "rtl" : "ltr";
}
