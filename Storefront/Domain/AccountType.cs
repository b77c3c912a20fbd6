namespace Storefront.Domain;

/// <summary>Whether a customer buys as a person or for a company; the wire's <c>account_type</c>.</summary>
public enum AccountType
{
    Private,
    Business,
}
