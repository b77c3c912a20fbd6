namespace Storefront.Tests.Domain.Customers;

public sealed class AccountTypeTests
{
    [Theory]
    [InlineData("private", AccountType.Private, true), InlineData("business", AccountType.Business, true),
        InlineData(null, AccountType.Business, true)]
    [InlineData("", AccountType.Business, false), InlineData("Business", AccountType.Business, false), InlineData("0", AccountType.Business, false),
        InlineData("business ", AccountType.Business, false)]
    public void Only_two_values_or_none_are_accepted(string? text, AccountType expected, bool fits)
    {
        var problem = AccountTypes.Check(text, AccountType.Business, out var type);

        Assert.Equal((expected, fits), (type, problem is null));
    }
}
