namespace Storefront.Domain.Values;

/// <summary>The corner style of a merchant's fields, buttons and cards.</summary>
public enum Corners
{
    Soft = 1,
    Round = 2,
    Square = 3,
}
