namespace Storefront.Platform.Tenancy;

/// <summary>The one merchant a scope works for: set once, and an error to read before that.</summary>
/// <remarks>Scoped. Query filters and the write guard read it through the database context, so work without a merchant fails
/// loudly instead of seeing everything.</remarks>
public sealed class CurrentMerchant
{
    private Merchant? _merchant;

    public Merchant Merchant => _merchant ?? throw new InvalidOperationException("This work is done for no merchant: the scope has none set.");
    public long Id => Merchant.Id;
    public bool IsSet => _merchant is not null;

    /// <summary>Fixes the scope's merchant; setting another one later is an error.</summary>
    public void Set(Merchant merchant)
    {
        if (_merchant is not null && _merchant.Id != merchant.Id)
        {
            throw new InvalidOperationException("The scope already works for another merchant.");
        }

        _merchant = merchant;
    }
}
