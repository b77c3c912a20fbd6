namespace Storefront.Domain.Values;

/// <summary>How a shop's fields, buttons and cards end.</summary>
public enum Corners
{
    Soft = 1,
    Round = 2,
    Square = 3,
}
