using System.Globalization;

namespace Storefront.Domain.Values;

/// <summary>The rule for a percentage such as <c>21</c> or <c>5.5</c>, stored in hundredths.</summary>
public static class Percentage
{
    private const decimal Most = 100;
    private const int Hundredths = 100;

    /// <summary>Returns the problem, or null and the hundredths; null when there was none.</summary>
    public static Sentence? Check(string? text, out int? hundredths)
    {
        hundredths = null;
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > Most
            || value * Hundredths % 1 != 0)
        {
            return "Enter a percentage such as 21 or 5.5.";
        }

        hundredths = (int)(value * Hundredths);
        return null;
    }
}
