namespace Storefront.Domain;

/// <summary>Turns whole minor units into amounts (ISO 4217 exponents).</summary>
public static class Money
{
    public static int Decimals(string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>For example 1250 EUR are 12.50, with the currency's number of decimals.</summary>
    public static decimal Major(long minor, string currency) => Decimals(currency) switch
    {
        0 => minor,
        2 => minor * 0.01m,
        _ => minor * 0.001m,
    };
}
