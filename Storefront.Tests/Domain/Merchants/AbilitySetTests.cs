namespace Storefront.Tests.Domain.Merchants;

public sealed class AbilitySetTests
{
    [Theory]
    [InlineData("customers.read"), InlineData("customers.invite"), InlineData("customers.write"), InlineData("customers.delete")]
    [InlineData("orders.read"), InlineData("orders.write"), InlineData("webhooks.manage")]
    public void The_star_stands_for_every_ability_of_the_contract(string name) => Assert.True(AbilitySet.All.Contains(Named(name)));

    [Fact]
    public void The_star_never_stands_for_imported_passwords()
    {
        Assert.False(AbilitySet.All.Contains(Ability.ImportPasswords));
        Assert.Null(AbilitySet.Check("*, customers.import_passwords", out var both));

        Assert.True(both.Contains(Ability.ImportPasswords));
        Assert.True(both.Contains(Ability.WriteOrders));
    }

    [Fact]
    public void The_star_never_stands_for_what_staff_do() =>
        Assert.All([Ability.ReadShop, Ability.ManageShop, Ability.ManageTokens], ability => Assert.False(AbilitySet.All.Contains(ability)));

    [Theory]
    [InlineData("*", "orders.read", true), InlineData("*", "*", true), InlineData("orders.read,orders.write", "orders.read", true)]
    [InlineData("*", "tokens.manage", false), InlineData("orders.read", "orders.read,orders.write", false), InlineData("orders.read", "*", false)]
    public void A_set_covers_what_allows_no_more(string set, string other, bool covers) =>
        Assert.Equal(covers, new AbilitySet(set).Covers(new(other)));

    [Fact]
    public void Every_name_together_does_not_cover_the_star_because_it_grows()
    {
        var named = new AbilitySet(string.Join(',', Ability.All.Select(ability => ability.Name)));

        Assert.False(named.Covers(AbilitySet.All));
        Assert.True(AbilitySet.Complete.Covers(named));
        Assert.True(AbilitySet.Complete.Covers(AbilitySet.All));
    }

    [Fact]
    public void A_set_holds_what_it_names_and_nothing_else()
    {
        Assert.Null(AbilitySet.Check(" orders.read ,customers.read,orders.read", out var set));

        Assert.Equal("orders.read,customers.read", set.Names);
        Assert.Equal([Ability.ReadCustomers, Ability.ReadOrders], Ability.All.Where(set.Contains));
        Assert.Equal(["customers.read", "orders.read"], set.Spelled());
    }

    [Theory]
    [InlineData("customers"), InlineData("customers.*"), InlineData("CUSTOMERS.READ"), InlineData("**"), InlineData(""),
        InlineData("*,orders.destroy")]
    public void A_name_that_nobody_knows_makes_no_token(string typed) => Assert.NotNull(AbilitySet.Check(typed, out _));

    private static Ability Named(string name) => Ability.All.Single(ability => ability.Name == name);
}
