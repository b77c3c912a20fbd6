namespace Storefront.Domain.Merchants;

/// <summary>One thing a merchant token may be allowed to do, in the wire's words.</summary>
public sealed record Ability(string Name)
{
    public static readonly Ability ReadCustomers = new("customers.read");
    public static readonly Ability InviteCustomers = new("customers.invite");

    public static readonly IReadOnlyList<Ability> All = [ReadCustomers, InviteCustomers];
}
