namespace Storefront.Domain.Erasure;

/// <summary>A row about a customer that stays when the customer is erased, because a duty to keep it is older than the wish.</summary>
public interface IOutlivesCustomer : ITenantOwned
{
    long Id { get; }

    /// <summary>The living customer the row belongs to; empty for a guest, and after an erasure.</summary>
    long? CustomerId { get; }

    /// <summary>The canonical address by which a row of a guest finds the customer who proves it; empty once nobody may.</summary>
    string BuyerAddress { get; }

    /// <summary>When the link to a customer was removed by erasure; from then on it stays empty.</summary>
    DateTimeOffset? UnlinkedAt { get; }

    /// <summary>When the person in the row was masked, because the term was over.</summary>
    DateTimeOffset? MaskedAt { get; }
}
