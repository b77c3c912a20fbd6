namespace Storefront.Domain.Customers;

/// <summary>Whether a customer buys as a person or for a company; the wire's <c>account_type</c>.</summary>
public enum AccountType
{
    Private,
    Business,
}

/// <summary>The rule for saying which of the two one is.</summary>
public static class AccountTypes
{
    public const string Private = "private";
    public const string Business = "business";

    /// <summary>Returns what is wrong, or null and the type that was said; nothing said is the one there was.</summary>
    public static Sentence? Check(string? text, AccountType present, out AccountType type)
    {
        type = text switch
        {
            Private => AccountType.Private,
            Business => AccountType.Business,
            _ => present,
        };
        return text is null or Private or Business ? null : "Choose private or business.";
    }
}
