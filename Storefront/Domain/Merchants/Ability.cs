namespace Storefront.Domain.Merchants;

/// <summary>One thing a merchant token may be allowed to do, in the wire's words (contract 4.5).</summary>
/// <param name="Name">The word.</param>
/// <param name="Writes">Whether the paths that need it change something, and take an idempotency key.</param>
public sealed record Ability(string Name, bool Writes = true)
{
    public static readonly Ability ReadCustomers = new("customers.read", Writes: false);
    public static readonly Ability InviteCustomers = new("customers.invite");
    public static readonly Ability WriteCustomers = new("customers.write");
    public static readonly Ability DeleteCustomers = new("customers.delete");
    public static readonly Ability ReadOrders = new("orders.read", Writes: false);
    public static readonly Ability WriteOrders = new("orders.write");
    public static readonly Ability ManageWebhooks = new("webhooks.manage");

    /// <summary>Rows of a bulk invitation that bring a password's hash; only a token that names this ability has it.</summary>
    public static readonly Ability ImportPasswords = new("customers.import_passwords");

    /// <summary>What <c>*</c> stands for.</summary>
    public static readonly IReadOnlyList<Ability> UnderEverything =
        [ReadCustomers, InviteCustomers, WriteCustomers, DeleteCustomers, ReadOrders, WriteOrders, ManageWebhooks];

    public static readonly IReadOnlyList<Ability> All = [.. UnderEverything, ImportPasswords];
}
