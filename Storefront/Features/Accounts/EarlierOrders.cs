namespace Storefront.Features.Accounts;

/// <summary>The text that says how many guest orders the verification added to the account.</summary>
public static class EarlierOrders
{
    /// <summary>The sentence, or null when there were none.</summary>
    public static Sentence? Added(int orders) => orders switch
    {
        0 => null,
        1 => "One earlier order was added to your account.",
        _ => new Sentence("{0} earlier orders were added to your account.", orders),
    };
}
