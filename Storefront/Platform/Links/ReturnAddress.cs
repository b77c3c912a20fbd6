namespace Storefront.Platform.Links;

/// <summary>Where to go after signing in: a path of this host, never another site.</summary>
public static class ReturnAddress
{
    public const string Parameter = "return";

    /// <summary>The address if it is a plain local path, else the account page.</summary>
    /// <remarks>Absolute and scheme-relative addresses, backslashes, control characters and non-ASCII characters are refused, because
    /// browsers read several of these as another host.</remarks>
    public static string LocalOr(string? address, string otherwise = ShopPages.Account) =>
        address is ['/', ..] and not ['/', '/', ..] and not ['/', '\\', ..]
        && address.Length <= 2000
        && address.All(character => character is > ' ' and <= '~' and not '\\')
            ? address : otherwise;
}
