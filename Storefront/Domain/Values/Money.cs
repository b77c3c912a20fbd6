namespace Storefront.Domain.Values;

/// <summary>Converts whole minor units into amounts (ISO 4217 exponents).</summary>
public static class Money
{
    /// <summary>The currencies without decimals.</summary>
    public static readonly IReadOnlyList<string> Whole = ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];

    /// <summary>The currencies with three decimals.</summary>
    public static readonly IReadOnlyList<string> InThousandths = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    public static int Decimals(string currency) => Whole.Contains(currency) ? 0 : InThousandths.Contains(currency) ? 3 : 2;

    /// <summary>Converts minor units to an amount with the currency's decimals, for example 1250 EUR to 12.50.</summary>
    public static decimal Major(long minor, string currency) => Decimals(currency) switch
    {
        0 => minor,
        2 => minor * 0.01m,
        _ => minor * 0.001m,
    };

    /// <summary>An amount in thousandths, whatever its currency.</summary>
    public static long Thousandths(long minor, string currency) => Decimals(currency) switch
    {
        0 => minor * 1000,
        2 => minor * 10,
        _ => minor,
    };

    /// <summary>Thousandths as an amount, with the currency's number of decimals.</summary>
    public static decimal OfThousandths(long thousandths, string currency) => decimal.Round(thousandths * 0.001m, Decimals(currency));
}
