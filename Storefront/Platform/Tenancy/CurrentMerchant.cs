namespace Storefront.Platform.Tenancy;

/// <summary>The merchant of a scope: set once; reading it before that throws.</summary>
/// <remarks>Scoped. The query filter and the save guard read it through the database context, so work without a merchant fails instead of
/// seeing everything.</remarks>
public sealed class CurrentMerchant
{
    private Merchant? _merchant;

    public Merchant Merchant => _merchant ?? throw new InvalidOperationException("This work is done for no merchant: the scope has none set.");
    public long Id => Merchant.Id;
    public bool IsSet => _merchant is not null;

    /// <summary>Sets the scope's merchant; setting another one later throws.</summary>
    public void Set(Merchant merchant)
    {
        if (_merchant is not null && _merchant.Id != merchant.Id)
        {
            throw new InvalidOperationException("The scope already works for another merchant.");
        }

        _merchant = merchant;
    }
}
