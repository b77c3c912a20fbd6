using System.Globalization;

namespace Storefront.Domain.Values;

/// <summary>Converts whole minor units into amounts (ISO 4217 exponents).</summary>
public static class Money
{
    private const NumberStyles Amount = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    // A million of the most expensive article still fits into whole minor units.
    private const decimal Limit = 1_000_000_000;

    /// <summary>The currencies without decimals.</summary>
    public static readonly IReadOnlyList<string> Whole = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"
    ];

    /// <summary>The currencies with three decimals.</summary>
    public static readonly IReadOnlyList<string> InThousandths = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    /// <summary>The rule for a currency: ISO 4217, three capitals.</summary>
    public static Sentence? CheckCurrency(string? text, out string currency)
    {
        currency = text ?? "";
        return currency is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z'] ? null : "Name a currency by three letters such as EUR.";
    }

    /// <summary>The rule for an amount: a decimal string such as <c>12.50</c>, with at most the currency's decimals.</summary>
    public static Sentence? Check(string? text, string currency, out long minor)
    {
        minor = 0;
        var scale = (decimal)Math.Pow(10, Decimals(currency));
        if (text is null || !decimal.TryParse(text, Amount, CultureInfo.InvariantCulture, out var value) || Math.Abs(value) >= Limit
            || value * scale % 1 != 0)
        {
            return "Enter an amount such as 12.50.";
        }

        minor = (long)(value * scale);
        return null;
    }

    public static int Decimals(string currency) => Whole.Contains(currency) ? 0 : InThousandths.Contains(currency) ? 3 : 2;

    /// <summary>Converts minor units to an amount with the currency's decimals, for example 1250 EUR to 12.50.</summary>
    public static decimal Major(long minor, string currency) => Decimals(currency) switch
    {
        0 => minor,
        2 => minor * 0.01m,
        _ => minor * 0.001m,
    };

    /// <summary>An amount in thousandths, in any currency.</summary>
    public static long Thousandths(long minor, string currency) => Decimals(currency) switch
    {
        0 => minor * 1000,
        2 => minor * 10,
        _ => minor,
    };

    /// <summary>Converts thousandths to an amount with the currency's decimals.</summary>
    public static decimal OfThousandths(long thousandths, string currency) => decimal.Round(thousandths * 0.001m, Decimals(currency));
}
