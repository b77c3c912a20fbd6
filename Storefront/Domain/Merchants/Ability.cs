namespace Storefront.Domain.Merchants;

/// <summary>One thing a merchant token may be allowed to do, in the API's words.</summary>
/// <param name="Name">The word.</param>
/// <param name="Writes">Whether the paths that need it write, and take an idempotency key.</param>
public sealed record Ability(string Name, bool Writes = true)
{
    public static readonly Ability ReadCustomers = new("customers.read", Writes: false);
    public static readonly Ability InviteCustomers = new("customers.invite");
    public static readonly Ability WriteCustomers = new("customers.write");
    public static readonly Ability DeleteCustomers = new("customers.delete");
    public static readonly Ability ReadOrders = new("orders.read", Writes: false);
    public static readonly Ability WriteOrders = new("orders.write");
    public static readonly Ability ManageWebhooks = new("webhooks.manage");

    /// <summary>Rows of a bulk invitation that contain a password hash; only a token that names this ability has it.</summary>
    public static readonly Ability ImportPasswords = new("customers.import_passwords");

    /// <summary>The shop's brand, settings and overview. Like the two below, only a token that names it has it.</summary>
    public static readonly Ability ReadShop = new("shop.read", Writes: false);
    public static readonly Ability ManageShop = new("shop.manage");

    /// <summary>Creating and ending tokens; none of them can do more than its creator.</summary>
    public static readonly Ability ManageTokens = new("tokens.manage");

    /// <summary>The abilities that <c>*</c> stands for.</summary>
    public static readonly IReadOnlyList<Ability> UnderEverything =
        [ReadCustomers, InviteCustomers, WriteCustomers, DeleteCustomers, ReadOrders, WriteOrders, ManageWebhooks];

    /// <summary>The abilities that a token has only by name.</summary>
    public static readonly IReadOnlyList<Ability> ByNameOnly = [ImportPasswords, ReadShop, ManageShop, ManageTokens];

    public static readonly IReadOnlyList<Ability> All = [.. UnderEverything, .. ByNameOnly];
}
