namespace Storefront.Domain.Erasure;

/// <summary>A row about a customer that stays after the customer's erasure, because the law requires it.</summary>
public interface IOutlivesCustomer : ITenantOwned
{
    long Id { get; }

    /// <summary>The current customer of the row; null for a guest and after an erasure.</summary>
    long? CustomerId { get; }

    /// <summary>The canonical address by which a guest's row is linked to the customer who verifies it; null once it must not be
    /// linked.</summary>
    string BuyerAddress { get; }

    /// <summary>When an erasure removed the reference to the customer; afterwards it stays null.</summary>
    DateTimeOffset? UnlinkedAt { get; }

    /// <summary>When the personal data in the row was masked, because the retention term had ended.</summary>
    DateTimeOffset? MaskedAt { get; }
}
