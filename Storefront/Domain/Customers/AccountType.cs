namespace Storefront.Domain.Customers;

/// <summary>Whether a customer buys as a private person or as a business; <c>account_type</c> in the API.</summary>
public enum AccountType
{
    Private,
    Business,
}

/// <summary>Validates the <c>account_type</c> of a request.</summary>
public static class AccountTypes
{
    public const string Private = "private";
    public const string Business = "business";

    /// <summary>Returns the problem, or null and the type. Without a value the type stays as it was.</summary>
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
