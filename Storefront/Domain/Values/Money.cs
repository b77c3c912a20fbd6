namespace Storefront.Domain.Values;

/// <summary>Turns whole minor units into amounts (ISO 4217 exponents).</summary>
public static class Money
{
    /// <summary>The currencies that are not divided.</summary>
    public static readonly IReadOnlyList<string> Whole = ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];

    /// <summary>The currencies with three decimals.</summary>
    public static readonly IReadOnlyList<string> InThousandths = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    public static int Decimals(string currency) => Whole.Contains(currency) ? 0 : InThousandths.Contains(currency) ? 3 : 2;

    /// <summary>For example 1250 EUR are 12.50, with the currency's number of decimals.</summary>
    public static decimal Major(long minor, string currency) => Decimals(currency) switch
    {
        0 => minor,
        2 => minor * 0.01m,
        _ => minor * 0.001m,
    };
}
